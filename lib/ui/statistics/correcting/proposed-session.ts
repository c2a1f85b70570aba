import { isoDate, type Day } from '../../../statistics/day.ts';
import type { PlacedSession } from '../../../statistics/day-sessions.ts';
import type { LocalDays, OffsetAt } from '../../../statistics/local-days.ts';
import { instantOfLocalTime } from './local-time.ts';
import type { DraftedSession } from './session-draft.ts';

const minute = 60_000;
const length = 25 * minute;

export interface ProposedFor {
  day: Day;
  localDays: LocalDays;
  offsetAt: OffsetAt;
  now: number;
}

/**
 * What the form of a new session begins with: a pomodoro after the last session of the day, or on an empty day at nine.
 * It does not end in the future.
 */
export function proposedSession(
  shown: readonly PlacedSession[],
  { day, localDays, offsetAt, now }: ProposedFor,
): DraftedSession {
  const begins = localDays.startOf(day);
  const nine = instantOfLocalTime(`${isoDate(day)}T09:00`, begins, offsetAt) ?? begins;
  const last = Math.max(...shown.map(({ to }) => to));
  const wanted = shown.length > 0 ? Math.ceil(last / minute) * minute : Math.max(begins, nine);
  const start = Math.min(wanted, Math.floor((now - length) / minute) * minute);
  const end = start + length;
  const nothing = { task_id: null, note: null, interruptions: null };
  return { phase: 'work', start, end, active: length, isCompleted: true, ...nothing };
}
