import { deriveId } from '../../../lib/browser/derive-id.ts';
import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Findings, Violation } from '../run/findings.ts';
import { tolerance } from './true-acts.ts';
import { isAsleepWithin, isFullWithin, isSomebodyThere, wereSet } from './machines.ts';

/** A phase begins by itself at most so long (milliseconds) after the previous end. */
const promptly = 90_000;
/** For at least so long (milliseconds) after an end, the next phase still has to begin. */
const due = 60_000;
/** So long (milliseconds) a machine may take to do it. */
const patience = 10_000;
/** At most so many phases follow one another without a person. */
const most = 8;

/** A phase begins by itself at its time and only where somebody is there; and there it does begin. */
export function checkBegins(findings: Findings): Violation[] {
  const rows = findings.ledgers[0]?.tables.pomodoro_checkpoints ?? [];
  const begins = rows.filter(({ checkpoint_type }) => checkpoint_type === 'begin');
  // A phase that began signed out may be moved in time at the sign-in, and keeps the id of its old time.
  const wasSignedOut = new Set(findings.observer.signedOut.map(({ machine }) => machine));
  const misnamed = begins.filter(
    ({ session_id, follows, timestamp, device_id }) =>
      !wasSignedOut.has(device_id) && session_id !== deriveId(`${follows}+${timestamp}`, 'session'),
  );
  const violations = misnamed.map(({ session_id }) => ({
    invariant: 'No ghosts',
    text: `${session_id} does not begin at the end that it is named after`,
  }));
  const others =
    wereSet(findings).size > 0
      ? []
      : [...begins.flatMap((row) => checkBegin(findings, rows, row)), ...checkGoingOn(findings, begins)];
  return [...violations, ...others];
}

function checkBegin(findings: Findings, rows: readonly Checkpoint[], begin: Checkpoint): Violation[] {
  const { session_id, device_id, timestamp, follows } = begin;
  const before = rows.filter((row) => row.session_id === follows).map((row) => row.timestamp);
  const from = Math.min(...before) - tolerance;
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'No ghosts', text });
  if (before.length > 0 && !isSomebodyThere(findings, device_id, from, timestamp + promptly)) {
    complain(`${session_id} began by itself on ${device_id} with nobody there`);
  }
  const first = findings.observer.frames.find(({ view }) => view.session_id === session_id);
  if (first && first.at < timestamp - tolerance) {
    complain(`${first.machine} shows ${session_id} ${timestamp - first.at} ms before it begins`);
  }
  if (chainOf(begin, rows).length >= most) complain(`${session_id} is too far from any person`);
  return violations;
}

/** The automatic phases up to this one, back to the last in which somebody acted. */
function chainOf(begin: Checkpoint, rows: readonly Checkpoint[]): Checkpoint[] {
  const chain: Checkpoint[] = [];
  for (let link: Checkpoint | undefined = begin; link;) {
    chain.push(link);
    const { follows }: Checkpoint = link;
    const isTouched = rows.some(
      ({ session_id, checkpoint_type }) => session_id === follows && checkpoint_type !== 'begin',
    );
    link = isTouched
      ? undefined
      : rows.find(({ session_id, checkpoint_type }) => session_id === follows && checkpoint_type === 'begin');
  }
  return chain;
}

/** On the machine that leads, with somebody there, the next phase begins if the settings say so. */
function checkGoingOn(findings: Findings, begins: readonly Checkpoint[]): Violation[] {
  const { frames, actions, deaths } = findings.observer;
  if (actions.some(({ command }) => command.type === 'drop')) return [];
  return frames.flatMap(({ at, machine, view, corrected, isTrusted, goesOn }) => {
    if (view.state !== 'finished' || view.lead !== machine || !isTrusted || !goesOn) return [];
    const late = corrected - (view.ends_at ?? 0);
    if (late < 0 || late > due || !isSomebodyThere(findings, machine, at, at)) return [];
    const own = begins.find(({ session_id }) => session_id === view.session_id);
    if (own && chainOf(own, begins).length >= most - 1) return [];
    const until = at + patience;
    const isMoot =
      frames.some(
        (next) =>
          next.machine === machine &&
          next.at >= at &&
          next.at <= until &&
          (next.view.session_id !== view.session_id || next.view.state !== 'finished' || !next.goesOn),
      ) ||
      deaths.some((death) => death.machine === machine && death.at >= at - patience && death.at <= until) ||
      isAsleepWithin(findings, machine, at, until) ||
      isFullWithin(findings, machine, at, until) ||
      until > findings.endedAt;
    if (isMoot) return [];
    const text = `nothing follows ${view.session_id} on ${machine}, though somebody is there and it is to go on`;
    return [{ invariant: 'Never stuck', text }];
  });
}
