import type { Session } from '../../store/rows.ts';

const minute = 60_000;

/** A focus session of 25 minutes as the ledger holds it, with what a case says about it. */
export function aSession(session: Partial<Session> = {}): Session {
  return {
    id: 'session',
    task_id: null,
    session_type: 'work',
    start_time: 0,
    end_time: 25 * minute,
    completed: true,
    current_session_number: 1,
    active_time: 25 * minute,
    outcome: 'completed',
    preset_type: 'short',
    rules: 1,
    ...session,
  };
}

/** The same numbers from 0 to below 1 at every call with the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface HistoryOptions {
  /** How many sessions, breaks included. */
  sessions: number;
  /** The last of them ends before this instant, milliseconds since the epoch. */
  until: number;
  tasks: readonly string[];
  seed?: number;
}

/**
 * A history of using Baton, made backwards from `until`: mornings and afternoons of UTC, weekends mostly off, some late
 * evenings, breaks between, sessions that were given up, pauses.
 */
export function aHistory({ sessions, until, tasks, seed = 1 }: HistoryOptions): Session[] {
  const random = seededRandom(seed);
  const day = 24 * 60 * minute;
  const rows: Session[] = [];
  for (let midnight = Math.floor(until / day) * day; rows.length < sessions; midnight -= day) {
    const weekday = new Date(midnight).getUTCDay();
    const isOff = random() < (weekday === 0 || weekday === 6 ? 0.75 : 0.08);
    if (isOff) continue;
    let at = midnight + (8 + random() * 2) * 60 * minute;
    const count = 2 + Math.floor(random() * 9);
    for (let round = 0; round < count && rows.length < sessions; round += 1) {
      if (round === 4) at += 70 * minute;
      if (round === 8) at = midnight + (20 + random() * 3) * 60 * minute;
      const isCompleted = random() < 0.9;
      const active = isCompleted ? 25 * minute : Math.ceil(random() * 20) * minute;
      const paused = random() < 0.1 ? Math.ceil(random() * 15) * minute : 0;
      const end = at + active + paused;
      if (end > until) break;
      rows.push(
        aSession({
          id: `00000000-0000-7000-8000-${String(rows.length).padStart(12, '0')}`,
          task_id: random() < 0.15 ? null : (tasks[Math.floor(random() ** 2 * tasks.length)] ?? null),
          start_time: at,
          end_time: end,
          active_time: active,
          completed: isCompleted,
          outcome: isCompleted ? 'completed' : 'stopped',
          current_session_number: (round % 4) + 1,
        }),
      );
      at = end + 6 * minute;
    }
  }
  return rows;
}
