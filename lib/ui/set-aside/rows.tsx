import './rows.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SetAsideRow } from '../../store/ledger.ts';
import { RefusedRow, type RefusedRowProps } from './row.tsx';

export interface RefusedRowsProps extends Omit<RefusedRowProps, 'refused'> {
  aside: readonly SetAsideRow[];
}

/** All changes that the server refused; nothing where there are none. */
export function RefusedRows({ aside, ...around }: RefusedRowsProps) {
  const head = useRef<HTMLParagraphElement>(null);
  const before = useRef(aside.length);
  useLayoutEffect(() => {
    // The button that had the focus went with its row.
    const isLost = aside.length < before.current && document.activeElement === document.body;
    before.current = aside.length;
    if (isLost) head.current?.focus();
  }, [aside.length]);
  if (aside.length === 0) return null;
  return (
    <>
      <p ref={head} tabIndex={-1}>
        {i18n.t('sync.aside', aside.length)}
      </p>
      <ul class="aside">
        {aside.map((refused) => (
          <RefusedRow
            key={`${refused.change.table}/${refused.change.row.id}`}
            refused={refused}
            {...around}
          />
        ))}
      </ul>
    </>
  );
}
