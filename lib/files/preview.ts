import type { Change, Table } from '../store/rows.ts';
import type { Compared } from './compare.ts';
import type { Draft } from './draft.ts';
import type { Count, Holdings, Preview } from './import-plan.ts';

/** Counts what the rows of a file would do to what is here. */
export function previewOf(
  { source, found, skips }: Draft,
  compared: readonly Compared[],
  here: Holdings,
): Preview {
  const settings = found.find(({ change }) => change.table === 'users')?.change;
  const merged = compared.find(({ change }) => change.table === 'users')?.change;
  return {
    source,
    settings: settings && merged ? countKeys(settings, merged, here) : { fresh: 0, changed: 0, there: 0 },
    tasks: countRows(compared, 'tasks'),
    sessions: countRows(compared, 'pomodoro_sessions'),
    checkpoints: countRows(compared, 'pomodoro_checkpoints'),
    skipped: skips.list(),
    period: periodOf(compared),
  };
}

function countRows(compared: readonly Compared[], table: Table): Count {
  const count: Count = { fresh: 0, changed: 0, there: 0 };
  for (const { change, fate } of compared) if (change.table === table) count[fate] += 1;
  return count;
}

function countKeys(file: Change, merged: Change, { user }: Holdings): Count {
  const count: Count = { fresh: 0, changed: 0, there: 0 };
  if (file.table !== 'users' || merged.table !== 'users') return count;
  for (const key of Object.keys(file.row.pomodoro_settings)) {
    const isNew = !user || !(key in user.pomodoro_settings);
    const isTaken = isNew ? key in merged.row.pomodoro_settings : merged.row.edited[key] !== user.edited[key];
    count[!isTaken ? 'there' : isNew ? 'fresh' : 'changed'] += 1;
  }
  return count;
}

function periodOf(compared: readonly Compared[]): Preview['period'] {
  let [from, to] = [Infinity, -Infinity];
  for (const { change, fate } of compared) {
    if (change.table !== 'pomodoro_sessions' || fate === 'there') continue;
    from = Math.min(from, change.row.start_time);
    to = Math.max(to, change.row.end_time ?? change.row.start_time);
  }
  return from > to ? null : { from, to };
}
