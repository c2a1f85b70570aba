import { editTime } from '../store/edit-time.ts';
import type { Change, Table } from '../store/rows.ts';
import type { ComparedRow } from './compare-rows.ts';
import type { FileRows } from './file-rows.ts';
import type { ImportCount, ImportPreview } from './import-plan.ts';
import type { StoredRows } from './stored-rows.ts';

/** Counts what the rows of a file would do to the stored ones. */
export function previewImport(
  { source, rows, skipped }: FileRows,
  compared: readonly ComparedRow[],
  stored: StoredRows,
): ImportPreview {
  const settings = rows.find(({ change }) => change.table === 'users')?.change;
  const merged = compared.find(({ change }) => change.table === 'users')?.change;
  return {
    source,
    settings: settings && merged ? countSettings(settings, merged, stored) : noneCounted(),
    tasks: countRows(compared, 'tasks'),
    sessions: countRows(compared, 'pomodoro_sessions'),
    checkpoints: countRows(compared, 'pomodoro_checkpoints'),
    skipped: skipped.list(),
    period: periodOf(compared),
  };
}

function noneCounted(): ImportCount {
  return { added: 0, updated: 0, unchanged: 0 };
}

function countRows(compared: readonly ComparedRow[], table: Table): ImportCount {
  const count = noneCounted();
  for (const { change, effect } of compared) if (change.table === table) count[effect] += 1;
  return count;
}

function countSettings(file: Change, merged: Change, { user }: StoredRows): ImportCount {
  const count = noneCounted();
  if (file.table !== 'users' || merged.table !== 'users') return count;
  for (const key of Object.keys(file.row.pomodoro_settings)) {
    const isNew = !user || !Object.hasOwn(user.pomodoro_settings, key);
    const isTaken = isNew
      ? Object.hasOwn(merged.row.pomodoro_settings, key)
      : editTime(merged.row.edited, key) !== editTime(user.edited, key);
    count[!isTaken ? 'unchanged' : isNew ? 'added' : 'updated'] += 1;
  }
  return count;
}

function periodOf(compared: readonly ComparedRow[]): ImportPreview['period'] {
  let [from, to] = [Infinity, -Infinity];
  for (const { change, effect } of compared) {
    if (change.table !== 'pomodoro_sessions' || effect === 'unchanged') continue;
    from = Math.min(from, change.row.start_time);
    to = Math.max(to, change.row.end_time ?? change.row.start_time);
  }
  return from > to ? null : { from, to };
}
