import type { EndedSession } from './ended-sessions.ts';
import { placedSpan, type Span } from '../corrections/placed-span.ts';

/** A session with the place of its minutes. */
export interface PlacedSession extends EndedSession, Span {}

/** A line of a day: a session, or the time between two. */
export type DayLine = { kind: 'session'; session: PlacedSession } | { kind: 'gap'; length: number };

/** What is shorter is no gap: a break that nobody timed. Milliseconds. */
const shortestGap = 15 * 60_000;

function place(session: EndedSession): PlacedSession {
  return { ...session, ...placedSpan(session.start, session.end, session.active) };
}

/** The sessions that have any minute between two instants, by their first minute. */
export function sessionsBetween(
  sessions: readonly EndedSession[],
  from: number,
  to: number,
): PlacedSession[] {
  return sessions
    .filter(({ end, start }) => end >= from && start < to)
    .map(place)
    .filter((session) => session.from < to && (session.to > from || session.from >= from))
    .toSorted((one, other) => one.from - other.from || one.to - other.to || (one.id < other.id ? -1 : 1));
}

/** The same with the time between them, where nothing ran for a quarter of an hour or more. */
export function dayLines(sessions: readonly PlacedSession[]): DayLine[] {
  let until = Infinity;
  return sessions.flatMap((session): DayLine[] => {
    const length = session.from - until;
    until = until === Infinity ? session.to : Math.max(until, session.to);
    const line: DayLine = { kind: 'session', session };
    return length >= shortestGap ? [{ kind: 'gap', length }, line] : [line];
  });
}

/** The sessions that are sought, the newest first. */
export function findSessions(
  sessions: readonly EndedSession[],
  isSought: (session: EndedSession) => boolean,
): PlacedSession[] {
  return sessions
    .filter(isSought)
    .map(place)
    .toSorted((one, other) => other.from - one.from || (one.id < other.id ? 1 : -1));
}
