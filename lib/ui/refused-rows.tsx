import './refused-rows.css';
import { i18n } from '#i18n';
import type { SetAside } from '../store/ledger.ts';
import { RefusedRow, type RefusedRowProps } from './refused-row.tsx';

export interface RefusedRowsProps extends Omit<RefusedRowProps, 'refused'> {
  aside: readonly SetAside[];
}

/** All changes that the server refused; nothing where there are none. */
export function RefusedRows({ aside, ...around }: RefusedRowsProps) {
  if (aside.length === 0) return null;
  return (
    <>
      <p>{i18n.t('sync.aside', aside.length)}</p>
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
