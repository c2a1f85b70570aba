import type { Findings, Violation } from '../run/findings.ts';
import { tolerance, trueActs } from './true-acts.ts';

/**
 * Every act has its true time, also one made with a clock that was not trusted: the first reply corrects it, unless
 * somebody set the clock meanwhile. In the end all clocks agree.
 */
export function checkTimes(findings: Findings): Violation[] {
  const violations: Violation[] = [];
  const { plan, observer, ledgers } = findings;
  const wasSet = new Set(
    plan.events.filter(({ type }) => type === 'set clock').map(({ machine }) => `d${machine}`),
  );
  for (const { action, at, checkpoint } of trueActs(findings)) {
    const off = checkpoint.timestamp - at;
    if (wasSet.has(action.machine) || Math.abs(off) <= tolerance) continue;
    const text = `the ${action.command.type} on ${action.machine} is on record ${off} ms from when it was`;
    violations.push({ invariant: 'True times', text });
  }
  for (const { machine, isTrusted, clockIsOff } of ledgers) {
    if (isTrusted && Math.abs(clockIsOff) <= 100) continue;
    violations.push({
      invariant: 'The end stands',
      text: `${machine}'s clock is ${clockIsOff} ms off after all`,
    });
  }
  return [...violations, ...checkClocks(observer.frames, wasSet)];
}

/** No screen shows a phase running past its end, and no trusted clock moves. */
function checkClocks(frames: Findings['observer']['frames'], wasSet: ReadonlySet<string>): Violation[] {
  const violations: Violation[] = [];
  const last = new Map<string, (typeof frames)[number]>();
  for (const frame of frames) {
    const { view, machine, at, isTrusted } = frame;
    const isPast = view.state === 'running' && (view.ends_at ?? 0) < frame.corrected - 1000;
    if (isPast)
      violations.push({
        invariant: 'Never stuck',
        text: `${machine} shows ${view.session_id} running past its end`,
      });
    const before = last.get(machine);
    last.set(machine, frame);
    if (!before || !before.isTrusted || !isTrusted || wasSet.has(machine)) continue;
    const drift = frame.corrected - at - (before.corrected - before.at);
    if (Math.abs(drift) > tolerance) {
      violations.push({
        invariant: 'The end stands',
        text: `the trusted clock of ${machine} moved by ${drift} ms`,
      });
    }
  }
  return violations;
}
