import { mergeAbsorbed } from '../store/merge.ts';
import type { Change, Session } from '../store/rows.ts';
import type { ImportEffect } from './import-plan.ts';
import type { StoredRows } from './stored-rows.ts';

export interface ComparedRow {
  /** The row as it would stand after the import. */
  change: Change;
  effect: ImportEffect;
}

/**
 * Says what importing each row of a file would do to the stored rows. Nothing stored gives way to something older.
 * In a task, in the settings and in what was corrected of a session each field keeps its later edit. The rest of a
 * session gives way only to one that was computed by newer rules, and a checkpoint never gives way. There is one answer
 * for each row, in the same order.
 */
export function compareRows(rows: readonly Change[], stored: StoredRows): ComparedRow[] {
  const tasks = new Map(stored.tasks.map((row) => [row.id, row]));
  const sessions = new Map(stored.sessions.map((row) => [row.id, row]));
  const checkpoints = new Set(stored.checkpoints.map(({ id }) => id));

  function compareRow(change: Change): ComparedRow {
    switch (change.table) {
      case 'users':
        return keepLaterEdits(stored.user && { table: 'users', row: stored.user }, change);
      case 'tasks': {
        const row = tasks.get(change.row.id);
        return keepLaterEdits(row ? { table: 'tasks', row } : null, change);
      }
      case 'pomodoro_sessions':
        return compareSessions(change.row, sessions.get(change.row.id));
      case 'pomodoro_checkpoints':
        return { change, effect: checkpoints.has(change.row.id) ? 'unchanged' : 'added' };
      case 'devices':
        return { change, effect: 'unchanged' };
    }
  }
  return rows.map(compareRow);
}

/**
 * Merges a row of a file into the stored one. The file takes the part that an edit made here has in a sync, and the
 * stored row that of the server's: so the edits of the file that are later win.
 */
function keepLaterEdits(stored: Change | null, change: Change): ComparedRow {
  if (!stored) return { change, effect: 'added' };
  const merged = mergeAbsorbed(change, stored);
  return { change: merged.change, effect: merged.isWaiting ? 'updated' : 'unchanged' };
}

function compareSessions(row: Session, stored: Session | undefined): ComparedRow {
  const table = 'pomodoro_sessions';
  if (!stored) return { change: { table, row }, effect: 'added' };
  const corrected = keepLaterEdits({ table, row: stored }, { table, row });
  if (corrected.effect === 'updated') return corrected;
  return { change: { table, row }, effect: row.rules > stored.rules ? 'updated' : 'unchanged' };
}
