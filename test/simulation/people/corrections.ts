import type { BackgroundCommand } from '../../../lib/background/background.ts';
import type { CorrectedFields, Correction } from '../../../lib/corrections/correction.ts';
import type { Session, Task } from '../../../lib/store/rows.ts';

const minute = 60_000;

/** What somebody who looks at a day of the statistics sees. */
export interface SeenDay {
  sessions: readonly Session[];
  tasks: readonly Task[];
  /** The id of a session that they add. */
  newId: string;
}

/** The same of a session that has ended. */
type Ended = Session & { end_time: number };

/**
 * What somebody puts right, picked by `choice` from 0 to 1: a field of one of the first sessions, or a whole one. The
 * first ones, so that several machines correct the same. Null where there is nothing yet.
 */
export function correctionFor({ sessions, tasks, newId }: SeenDay, choice: number): BackgroundCommand | null {
  const number = Math.floor(choice * 100_000);
  const listed = sessions
    .filter((row): row is Ended => row.end_time !== null && (row.outcome !== 'void' || isDeleted(row)))
    .sort((a, b) => a.start_time - b.start_time || (a.id < b.id ? -1 : 1))
    .slice(0, 3);
  const row = listed[number % Math.max(1, listed.length)];
  if (!row) return null;
  const corrections = correct(row, number >> 2, { listed, tasks, newId });
  return corrections.length > 0 ? { type: 'correct-sessions', corrections } : null;
}

function correct(
  row: Ended,
  number: number,
  { listed, tasks, newId }: Pick<SeenDay, 'tasks' | 'newId'> & { listed: readonly Ended[] },
): Correction[] {
  const { id, start_time, end_time, active_time } = row;
  const one = (fields: Partial<CorrectedFields>): Correction[] => [{ session: id, fields }];
  if (isDeleted(row)) return one({ deleted: false });
  // No two corrections are of the same instant, so each can be told from the others.
  const part = (1 + (number % 97)) / 120;
  const span = end_time - start_time;
  const middle = Math.round(start_time + span / 2);
  switch (number % 9) {
    case 0: {
      const task_id = tasks.find((task) => task.id !== row.task_id && isPlain(task))?.id ?? null;
      return task_id === row.task_id ? [] : one({ task_id });
    }
    case 1:
      return one({ session_type: row.session_type === 'work' ? 'short_break' : 'work' });
    case 2:
      return one({ counts: !row.completed });
    case 3:
      return span < 2 ? [] : one({ start_time: Math.floor(start_time + span * part) });
    case 4:
      return span < 2 ? [] : one({ end_time: Math.ceil(end_time - span * part) });
    case 5:
      return active_time < 2 ? [] : one({ active_time: Math.ceil(active_time * (1 - part)) });
    case 6:
      return one({ deleted: true });
    case 7:
      return [{ session: newId, added: { ...added(row), ...spanBefore(listed, number) } }];
    default:
      if (span < 2 || middle <= start_time) return [];
      return [
        ...one({ end_time: middle }),
        { session: newId, added: { ...added(row), start_time: middle, end_time } },
      ];
  }
}

const isDeleted = ({ deleted_at }: Session): boolean => typeof deleted_at === 'number';

/** A server may refuse the task that is called odd, and then keeps nothing that names it. */
const isPlain = ({ title, deleted_at }: Task): boolean => deleted_at === null && !title.startsWith('Odd');

function added({ task_id, session_type, completed }: Session) {
  return { task_id, session_type, counts: completed };
}

/** A minute or more in the days before the run. */
function spanBefore(listed: readonly Ended[], number: number): { start_time: number; end_time: number } {
  const start_time = (listed[0]?.start_time ?? 0) - (24 * 60 + number) * minute;
  return { start_time, end_time: start_time + (1 + (number % 25)) * minute };
}
