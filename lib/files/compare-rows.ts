import { mergeAbsorbed } from '../store/merge.ts';
import type { Change, Session } from '../store/rows.ts';
import type { StoredRows } from './import-plan.ts';

/** `fresh` is not here, `changed` is newer than what is here, `there` need not be written. */
export type ImportEffect = 'added' | 'updated' | 'unchanged';

export interface ComparedRow {
  /** The row as it would stand after the import. */
  change: Change;
  effect: ImportEffect;
}

/**
 * Says of each row of a file what importing it does to what is here. Nothing that is here gives way to something
 * older: of a task or the settings each field that was edited later stays, a session only gives way to newer rules,
 * a checkpoint never. One answer for each row, in the same order.
 */
export function compareRows(rows: readonly Change[], here: StoredRows): ComparedRow[] {
  const tasks = new Map(here.tasks.map((row) => [row.id, row]));
  const sessions = new Map(here.sessions.map((row) => [row.id, row]));
  const acts = new Set(here.checkpoints.map(({ id }) => id));

  function compareOne(change: Change): ComparedRow {
    switch (change.table) {
      case 'users':
        return later(here.user && { table: 'users', row: here.user }, change);
      case 'tasks': {
        const row = tasks.get(change.row.id);
        return later(row ? { table: 'tasks', row } : null, change);
      }
      case 'pomodoro_sessions':
        return { change, effect: fateOf(change.row, sessions.get(change.row.id)) };
      case 'pomodoro_checkpoints':
        return { change, effect: acts.has(change.row.id) ? 'unchanged' : 'added' };
      case 'devices':
        return { change, effect: 'unchanged' };
    }
  }
  return rows.map(compareOne);
}

/** A file is to what is here as an edit made here is to the server: only what was edited later counts. */
function later(there: Change | null, change: Change): ComparedRow {
  if (!there) return { change, effect: 'added' };
  const merged = mergeAbsorbed(change, there);
  return { change: merged.change, effect: merged.isWaiting ? 'updated' : 'unchanged' };
}

function fateOf(session: Session, there: Session | undefined): ImportEffect {
  if (!there) return 'added';
  return session.rules > there.rules ? 'updated' : 'unchanged';
}
