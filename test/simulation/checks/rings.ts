import type { Findings, Violation } from '../run/findings.ts';
import type { Frame } from '../people/observer.ts';
import { tolerance } from './true-acts.ts';
import { isAsleepWithin, isCutWithin, isFullWithin, isSomebodyThere, wereSet } from './machines.ts';

/** A device rings within so many milliseconds after an end, and where somebody was there within as many. */
const fresh = 60_000;
const patience = 15_000;

/** The lead rings for a fresh end. Another machine rings only where somebody is. */
export function checkRings(findings: Findings): Violation[] {
  const wasSet = wereSet(findings);
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Rings', text });
  for (const { at, corrected, machine, lead, ended } of findings.observer.rings) {
    if (wasSet.has(machine)) continue;
    if (lead !== machine && !isSomebodyThere(findings, machine, at - fresh - tolerance, at)) {
      complain(`${machine} rings with nobody there, though ${lead} leads`);
    }
    const late = ended === null ? 0 : corrected - ended;
    if (late > fresh + tolerance) complain(`${machine} rings ${late} ms late`);
  }
  return [...violations, ...checkHeard(findings), ...checkWrongRings(findings)];
}

/** Nothing rings for an end that somebody prevented seconds before, on a machine that could say so in time. */
function checkWrongRings(findings: Findings): Violation[] {
  const { plan, observer } = findings;
  const { loss, slowness, others } = plan.networkFaults;
  if (loss + slowness + others > 0 || wereSet(findings).size > 0) return [];
  return observer.actions.flatMap(({ command, seen, answer, answeredAt, machine, isTrusted }) => {
    if (command.type !== 'pause' || !answer?.ok || answeredAt === null || !isTrusted) return [];
    const end = seen?.state === 'running' ? (seen.ends_at ?? 0) : 0;
    if (end - answeredAt < tolerance || isCutWithin(findings, machine, answeredAt, end)) return [];
    const again = observer.actions.some(
      (action) =>
        action.at > answeredAt - tolerance && action.at < end + patience && action.command !== command,
    );
    if (again || isAsleepWithin(findings, machine, answeredAt, end)) return [];
    const wrong = observer.rings.find(
      (ring) =>
        Math.abs(ring.at - end) <= patience &&
        !isCutWithin(findings, ring.machine, answeredAt, ring.at) &&
        !isAsleepWithin(findings, ring.machine, answeredAt, ring.at) &&
        // On a full disk the pause cannot be stored either.
        !isFullWithin(findings, ring.machine, answeredAt, ring.at),
    );
    if (!wrong) return [];
    return [
      {
        invariant: 'Rings',
        text: `${wrong.machine} rings for ${command.session}, which ${machine} had paused`,
      },
    ];
  });
}

function checkHeard(findings: Findings): Violation[] {
  const { frames, rings, deaths } = findings.observer;
  const wasSet = wereSet(findings);
  const completed = new Map(
    (findings.ledgers[0]?.tables.pomodoro_sessions ?? [])
      .filter(({ outcome }) => outcome === 'completed')
      .map(({ id, end_time }) => [id, end_time ?? 0]),
  );
  const last = new Map<string, Frame>();
  return frames.flatMap((frame) => {
    const { machine, view, at, corrected } = frame;
    const before = last.get(machine);
    last.set(machine, frame);
    const ended = before?.view;
    if (!before || !ended?.session_id || ended.ends_at === null || wasSet.has(machine)) return [];
    if (ended.state !== 'running' || ended.lead !== machine || view.lead !== machine) return [];
    const isOver = view.state === 'finished' && view.session_id === ended.session_id;
    const late = corrected - ended.ends_at;
    if (!isOver || late < 0 || late > fresh - patience || view.ends_at !== ended.ends_at) return [];
    if (Math.abs((completed.get(ended.session_id) ?? 0) - ended.ends_at) > 200) return [];
    const hasDied = deaths.some((death) => death.machine === machine && Math.abs(death.at - at) <= patience);
    const isHeard = rings.some((ring) => ring.machine === machine && Math.abs(ring.at - at) <= patience);
    if (hasDied || isHeard || isAsleepWithin(findings, machine, before.at, at + patience)) return [];
    return [{ invariant: 'Rings', text: `${machine} leads and does not ring for ${ended.session_id}` }];
  });
}
