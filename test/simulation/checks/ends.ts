import type { Findings, Violation } from '../run/findings.ts';
import type { Frame } from '../people/observer.ts';
import { isTimerAction } from './true-acts.ts';
import { isAsleepWithin, wereSet } from './machines.ts';

/** Corrected clocks agree to so many milliseconds. */
const agreement = 100;
/** A screen may show an end so late (milliseconds): it asks the other devices for up to a second first. */
const patience = 3000;

/** While nobody acts an end does not move and is the same on every screen. A machine that is awake shows it in time. */
export function checkEnds(findings: Findings): Violation[] {
  return [...checkStanding(findings), ...checkShown(findings)];
}

/** A phase in which nobody acts has one end, wherever it is shown. */
function checkStanding(findings: Findings): Violation[] {
  const { actions, frames } = findings.observer;
  const wasSet = wereSet(findings);
  const isClose = (off: number) => Math.abs(off) <= agreement / 2;
  const untrue = new Set(
    actions
      .filter(({ isTrusted, clockIsOff }) => !isTrusted || !isClose(clockIsOff))
      .flatMap(({ ids }) => ids),
  );
  const touched = new Set(
    actions.filter(isTimerAction).flatMap(({ command }) => ('session' in command ? [command.session] : [])),
  );
  const ends = new Map<string, Frame>();
  return frames.flatMap((frame) => {
    const { view, machine, isTrusted, at, corrected } = frame;
    const { session_id: session, ends_at } = view;
    if (view.state !== 'running' || session === null || ends_at === null) return [];
    if (
      !isTrusted ||
      !isClose(corrected - at) ||
      wasSet.size > 0 ||
      touched.has(session) ||
      untrue.has(session)
    )
      return [];
    const first = ends.get(session);
    if (!first) ends.set(session, frame);
    const off = ends_at - (first?.view.ends_at ?? ends_at);
    if (!first || Math.abs(off) <= agreement) return [];
    const text = `${session} ends ${off} ms later on ${machine} than it did on ${first.machine}, though nobody acted`;
    return [{ invariant: 'The end stands', text }];
  });
}

/** A screen shows that a phase has ended, unless its machine sleeps or its worker dies just then. */
function checkShown(findings: Findings): Violation[] {
  const { frames, deaths } = findings.observer;
  const wasSet = wereSet(findings);
  const next = new Map<string, Frame>();
  return frames.toReversed().flatMap((frame) => {
    const { at, machine, view } = frame;
    const after = next.get(machine);
    next.set(machine, frame);
    if (view.state !== 'running' || wasSet.has(machine)) return [];
    const end = at + view.remaining;
    if (Math.min(after?.at ?? findings.endedAt) <= end + patience) return [];
    const hasDied = deaths.some(
      (death) => death.machine === machine && death.at >= end - 1000 && death.at <= end + patience,
    );
    if (hasDied || isAsleepWithin(findings, machine, at, end + patience)) return [];
    const text = `${machine} still shows ${view.session_id} running ${(after?.at ?? findings.endedAt) - end} ms after its end`;
    return [{ invariant: 'Never stuck', text }];
  });
}
