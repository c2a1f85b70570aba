import type { Session } from '../../store/rows.ts';
import { sessionRow } from '../../store/testing/rows.ts';

export const minute = 60_000;

/** Ten o'clock on the day of the tests. */
export const ten = Date.UTC(2026, 4, 4, 10);

/** A session from so many minutes after ten to so many, which ran all of that time and counts. */
export function session(id: string, from: number, to: number, over: Partial<Session> = {}): Session {
  return sessionRow({
    id,
    start_time: ten + from * minute,
    end_time: ten + to * minute,
    active_time: (to - from) * minute,
    ...over,
  });
}
