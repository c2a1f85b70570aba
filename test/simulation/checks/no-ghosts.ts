import type { Rows } from '../../../lib/store/rows.ts';
import { isByHand } from '../../../lib/store/session-corrections.ts';
import type { Findings, Violation } from '../run/findings.ts';
import type { Frame } from '../people/observer.ts';
import { isOutdated } from './retention.ts';
import { areTimesTrue, tolerance, trueActs, type TrueAct } from './true-acts.ts';

type Session = Rows['pomodoro_sessions'];

/** An automatic phase counts from the previous end. A screen may show it so much later (milliseconds). */
const beginsLate = 90_000;

/** Apart from what people corrected, history holds no minute twice, none that has not passed, and none in which no screen showed the session running. */
export function checkNoGhosts(findings: Findings): { violations: Violation[]; knownLimits: number } {
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'No ghosts', text });
  const rows = (findings.ledgers[0]?.tables.pomodoro_sessions ?? []).filter(
    (row) => row.outcome !== 'void' && !isByHand(row),
  );
  for (const row of rows) {
    const span = (row.end_time ?? Infinity) - row.start_time;
    if (row.active_time > span) complain(`${row.id} ran ${row.active_time} ms within ${span} ms`);
  }
  let knownLimits = 0;
  const crowd = crowded(rows);
  // An act that comes later than acts are kept cannot correct what was before the oldest act.
  if (crowd && isTooLate(findings)) knownLimits += 1;
  else if (crowd) complain(crowd);
  const acts = trueActs(findings);
  const wasSet = findings.plan.events.some(({ type }) => type === 'set clock');
  // A session that was removed before any other machine heard of it has replaced nothing. The session that it would
  // have replaced ran on, and no screen showed it.
  const isTakenBack = findings.observer.actions.some(
    ({ command }) => command.type === 'sign-out' && !command.keep,
  );
  if (wasSet || isTakenBack || !areTimesTrue(acts)) return { violations, knownLimits };
  const stretches = stretchesOf(findings.observer.frames, findings.endedAt);
  for (const row of rows) {
    const isBegun = !acts.some(
      ({ checkpoint }) => checkpoint.session_id === row.id && checkpoint.checkpoint_type === 'start',
    );
    // A worker that died right after it wrote never showed what it wrote.
    const isDark =
      acts.some(({ checkpoint, action }) => checkpoint.session_id === row.id && action.answer === null) ||
      // An automatic phase is written some time after the end that it counts from.
      findings.observer.deaths.some(
        ({ at }) =>
          at >= row.start_time - tolerance && at <= row.start_time + tolerance + (isBegun ? beginsLate : 0),
      );
    if (isDark) continue;
    const seen = union(stretches.get(row.id) ?? []);
    const backdated = acts.filter(
      ({ checkpoint: { session_id, checkpoint_type } }) =>
        session_id === row.id && checkpoint_type === 'backdate',
    );
    // Somebody said that it ran before any screen showed it.
    const earlier = Math.max(0, ...backdated.map(({ checkpoint }) => checkpoint.added_time));
    const excess = row.active_time - seen - earlier;
    if (excess <= 2 * tolerance + (isBegun ? beginsLate : 0)) continue;
    const added = acts.filter(
      ({ checkpoint, action }) =>
        checkpoint.session_id === row.id &&
        checkpoint.checkpoint_type === 'extend' &&
        action.seen?.state === 'paused',
    );
    const most =
      added.reduce((sum, { checkpoint }) => sum + checkpoint.added_time, 0) +
      gapOf(row.id, acts) +
      leftAtPause(row.id, acts);
    if (excess <= most + 2 * tolerance) knownLimits += 1;
    else complain(`${row.id} is on record with ${row.active_time} ms, though screens ran it for ${seen} ms`);
  }
  return { violations, knownLimits };
}

/** How long another session had run when somebody offline, who did not know of it, took this one up again. */
function gapOf(session: string, acts: readonly TrueAct[]): number {
  return acts.reduce((sum, { checkpoint, at, action }, index) => {
    const isTakenUp = checkpoint.checkpoint_type === 'resume' || checkpoint.checkpoint_type === 'handoff';
    const before = acts[index - 1];
    if (!isTakenUp || checkpoint.session_id !== session || !before) return sum;
    const isApart = before.checkpoint.checkpoint_type === 'start' && before.action.machine !== action.machine;
    return isApart ? sum + at - before.at : sum;
  }, 0);
}

/**
 * How much more was left of a session that somebody had paused than of the time that somebody else, who did not know of
 * the pause and had seen its end, added to it.
 */
function leftAtPause(session: string, acts: readonly TrueAct[]): number {
  const own = acts.filter(({ checkpoint }) => checkpoint.session_id === session);
  return own.reduce((sum, { checkpoint, action }, index) => {
    const before = own[index - 1]?.checkpoint;
    const isApart = checkpoint.checkpoint_type === 'resume' && action.seen?.state === 'finished';
    if (!isApart || !before?.is_paused) return sum;
    return sum + Math.max(0, before.remaining_time - checkpoint.remaining_time);
  }, 0);
}

/** Whether an act came to the server when acts of the same time could have been removed. */
function isTooLate({ observer }: Findings): boolean {
  return observer.stored.some((late) => late.table === 'pomodoro_checkpoints' && isOutdated(late));
}

/** No stretch of time holds more active minutes than it is long, whichever sessions lie wholly in it. */
function crowded(rows: readonly Session[]): string | null {
  const closed = rows.filter((row) => row.end_time !== null);
  for (const { start_time: from } of closed) {
    for (const { end_time } of closed) {
      const to = end_time ?? 0;
      const within = closed.filter((row) => row.start_time >= from && (row.end_time ?? Infinity) <= to);
      const sum = within.reduce((total, row) => total + row.active_time, 0);
      if (to > from && sum > to - from)
        return `${within.length} sessions share ${to - from} ms and ran ${sum} ms`;
    }
  }
  return null;
}

/** When, in true time, any screen had a session running, also while its machine slept. */
function stretchesOf(frames: readonly Frame[], endedAt: number): Map<string, [number, number][]> {
  const stretches = new Map<string, [number, number][]>();
  const machines = new Set(frames.map(({ machine }) => machine));
  for (const machine of machines) {
    const own = frames.filter((frame) => frame.machine === machine);
    own.forEach(({ at, view, corrected }, index) => {
      if (view.state !== 'running' || view.session_id === null || view.ends_at === null) return;
      const end = Math.min(own[index + 1]?.at ?? endedAt, at + view.ends_at - corrected);
      stretches.set(view.session_id, [...(stretches.get(view.session_id) ?? []), [at, end]]);
    });
  }
  return stretches;
}

function union(stretches: readonly [number, number][]): number {
  let covered = 0;
  let until = -Infinity;
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
