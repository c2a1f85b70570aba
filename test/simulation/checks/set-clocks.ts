import { shortestSleep } from '../../../lib/sync/clock/clock-set.ts';
import type { Findings, Violation } from '../run/findings.ts';
import { isAsleepWithin } from './machines.ts';
import { tolerance } from './true-acts.ts';

/**
 * Where nobody is signed in, a clock that is set moves no phase that runs or is paused. What nothing on the machine can
 * know is left out: a set while it sleeps or no worker lives, and one that may as well have been a sleep.
 */
export function checkSetClocks(findings: Findings): Violation[] {
  const { observer } = findings;
  const last = new Map<string, (typeof observer.frames)[number]>();
  return observer.frames.flatMap((frame) => {
    const { machine, at, view } = frame;
    const before = last.get(machine);
    last.set(machine, frame);
    if (!before || view.session_id === null || view.session_id !== before.view.session_id) return [];
    const wasOpen = before.view.state === 'running' || before.view.state === 'paused';
    if (!wasOpen || !isSignedOutFor(findings, machine, before.at, at)) return [];
    if (isAsleepWithin(findings, machine, before.at, at) || isUncertain(findings, machine, before.at, at))
      return [];
    const moved = frame.corrected - before.corrected - (at - before.at);
    if (Math.abs(moved) <= tolerance) return [];
    const text = `the time of ${view.session_id} on ${machine} moved by ${moved} ms, with nobody signed in`;
    return [{ invariant: 'The end stands', text }];
  });
}

function isSignedOutFor({ observer }: Findings, machine: string, from: number, to: number): boolean {
  return observer.signedOut.some(
    (span) => span.machine === machine && span.from <= from && (span.to ?? Infinity) > to,
  );
}

/** Whether the worker died within, or the clock was set in a way that may have been a sleep. */
function isUncertain(
  { plan, begun, observer }: Findings,
  machine: string,
  from: number,
  to: number,
): boolean {
  if (observer.deaths.some((death) => death.machine === machine && death.at >= from && death.at <= to))
    return true;
  return plan.events.some((event) => {
    const at = begun + 1000 + event.at;
    const isHere = `d${event.machine}` === machine && at >= from && at <= to;
    const maySleep = plan.machines[event.machine]?.stopsInSleep ?? true;
    return event.type === 'set clock' && isHere && maySleep && event.by >= shortestSleep;
  });
}
