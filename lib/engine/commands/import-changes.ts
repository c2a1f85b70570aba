import { compareRows } from '../../files/compare-rows.ts';
import type { StoredRows } from '../../files/stored-rows.ts';
import type { Ledger } from '../../store/ledger.ts';
import type { Change, Table } from '../../store/rows.ts';
import { isStorageFull } from '../../store/storage-full.ts';
import type { EngineAnswer } from './answer.ts';

/**
 * Records the changes of a previewed file in one transaction, all or nothing. It compares them again, because the
 * ledger may have changed since the preview, and another account may have signed in. `owner` says whose ledger it is.
 */
export async function importChanges(
  ledger: Pick<Ledger, 'get' | 'all' | 'record'>,
  owner: string,
  changes: readonly Change[],
): Promise<EngineAnswer> {
  const rows = changes.map((change) =>
    change.table === 'users' ? { ...change, row: { ...change.row, id: owner } } : change,
  );
  const compared = compareRows(rows, await readNamed(ledger, owner, new Set(rows.map(({ table }) => table))));
  try {
    await ledger.record(
      compared.flatMap(({ change, effect }) => (effect === 'unchanged' ? [] : [change])),
      'before',
    );
    return { ok: true };
  } catch (error) {
    if (isStorageFull(error)) return { ok: false, reason: 'storage_full' };
    throw error;
  }
}

async function readNamed(
  ledger: Pick<Ledger, 'get' | 'all'>,
  owner: string,
  tables: ReadonlySet<Table>,
): Promise<StoredRows> {
  const [user, tasks, sessions, checkpoints] = await Promise.all([
    ledger.get('users', owner),
    tables.has('tasks') ? ledger.all('tasks') : [],
    tables.has('pomodoro_sessions') ? ledger.all('pomodoro_sessions') : [],
    tables.has('pomodoro_checkpoints') ? ledger.all('pomodoro_checkpoints') : [],
  ]);
  return { owner, user: user ?? null, tasks, sessions, checkpoints };
}
