import type { Findings, Violation } from '../run/findings.ts';
import { isAsleepWithin, isCutWithin, isFullWithin } from './machines.ts';

/** Within so many milliseconds a change is on every screen where somebody is. */
const latest = 35_000;
/** A machine needs so long (milliseconds) to be in step after its network, its disk or its owner is back. */
const toRecover = 120_000;
/** A browser with much to do may start a dead worker so late (milliseconds). */
const toRestart = 300_000;

/**
 * What one machine did has reached every other one in time where somebody is, whatever became of the hints. Judged only
 * where the calls themselves are neither lost, slow nor refused.
 */
export function checkNeverLate(findings: Findings): Violation[] {
  const { plan, begun, observer, faultsEndedAt } = findings;
  const { loss, slowness, others } = plan.networkFaults;
  if (loss + slowness + others > 0 || plan.events.some(({ type }) => type === 'forget')) return [];
  const changes = observer.stored.filter(({ at }) => at > begun + toRecover && at + latest < faultsEndedAt);
  return plan.machines.flatMap((_clocks, index) => {
    const machine = `d${index}`;
    const reached = observer.reached.filter((one) => one.machine === machine);
    const missed = changes.find(({ at, row }) => {
      const isHeard = () => reached.some((one) => one.at <= at + latest && one.seq >= Number(row.seq));
      return mustHear(findings, machine, at) && !isHeard();
    });
    if (!missed) return [];
    const text = `${machine} has not heard of ${missed.table} ${missed.row.id} ${latest} ms after ${missed.at - begun}`;
    return [{ invariant: 'Never late', text }];
  });
}

/** Whether somebody is there from before the change on, and nothing keeps the machine from asking. */
function mustHear(findings: Findings, machine: string, at: number): boolean {
  const { presences, deaths } = findings.observer;
  const to = at + latest;
  const from = at - toRecover;
  return (
    presences.some((one) => one.machine === machine && one.from < at - 5000 && one.to > to) &&
    !deaths.some((death) => death.machine === machine && death.at > at - toRestart && death.at < to) &&
    !isAsleepWithin(findings, machine, from, to) &&
    !isCutWithin(findings, machine, from, to) &&
    !isFullWithin(findings, machine, from, to)
  );
}
