import './list.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SetAsideRow } from '../../store/ledger.ts';
import { useOneRowAClick } from '../kit/one-row-a-click.ts';
import { SetAsideItem, type SetAsideItemProps } from './item.tsx';

export interface SetAsideListProps extends Omit<SetAsideItemProps, 'row'> {
  setAside: readonly SetAsideRow[];
}

/** All changes that the server refused. */
export function SetAsideList({ setAside, ...common }: SetAsideListProps) {
  const head = useRef<HTMLParagraphElement>(null);
  const before = useRef(setAside.length);
  const oneRowAClick = useOneRowAClick();
  useLayoutEffect(() => {
    // The row took the button that had the focus with it.
    const isLost = setAside.length < before.current && document.activeElement === document.body;
    before.current = setAside.length;
    if (isLost) head.current?.focus();
  }, [setAside.length]);
  if (setAside.length === 0) return null;
  return (
    <>
      <p ref={head} tabIndex={-1}>
        {i18n.t('sync.aside', setAside.length)}
      </p>
      <ul class="aside" {...oneRowAClick}>
        {setAside.map((row) => (
          <SetAsideItem key={`${row.change.table}/${row.change.row.id}`} row={row} {...common} />
        ))}
      </ul>
    </>
  );
}
