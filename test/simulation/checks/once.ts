import type { Findings, Violation } from '../run/findings.ts';
import { isByHand } from '../../../lib/store/session-corrections.ts';
import type { Frame } from '../people/observer.ts';
import { tolerance, trueActs } from './true-acts.ts';
import { isFullWithin, wereSet } from './machines.ts';

/**
 * A machine rings at most once for an end. A completed session ran as long as it had to, and a focus session that did so
 * is completed, however it ended.
 */
export function checkOnce(findings: Findings): Violation[] {
  const { observer, ledgers } = findings;
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Once', text });
  const rung = new Map<string, number>();
  for (const { machine, shown, at } of observer.rings) {
    const name = `${machine} rings again and shows ${shown}`;
    const before = rung.get(name);
    rung.set(name, at);
    // On a full disk nothing can note that it rang. A clock that was set makes an end come again.
    if (wereSet(findings).has(machine)) continue;
    if (before !== undefined && !isFullWithin(findings, machine, before, at)) complain(name);
  }
  const acts = trueActs(findings);
  const set = wereSet(findings);
  const rows = ledgers[0]?.tables.pomodoro_checkpoints ?? [];
  for (const row of ledgers[0]?.tables.pomodoro_sessions ?? []) {
    const from = rows.find(
      ({ session_id, follows, checkpoint_type }) =>
        session_id === row.id &&
        (checkpoint_type === 'start' || (checkpoint_type === 'begin' && follows !== null)),
    );
    // What people corrected is as they said.
    if (!from || isByHand(row)) continue;
    const hadItsTime = row.session_type === 'work' && row.active_time >= from.plan.work_duration * 60_000;
    if (hadItsTime && !row.completed && row.outcome !== 'void')
      complain(`${row.id} had its whole time, and is ${row.outcome}`);
    if (row.outcome !== 'completed') continue;
    const own = acts.map(({ checkpoint }) => checkpoint).filter(({ session_id }) => session_id === row.id);
    const isReopened = own.some(
      ({ checkpoint_type }) => checkpoint_type === 'resume' || checkpoint_type === 'handoff',
    );
    const added = own.reduce((sum, { added_time }) => sum + added_time, 0);
    // Taking a phase up again adds time only if some screen had shown that it was over.
    const over = endOn(observer.frames, row.id);
    const reopened = acts
      .filter(
        ({ checkpoint: { session_id, checkpoint_type } }) =>
          session_id === row.id && (checkpoint_type === 'resume' || checkpoint_type === 'handoff'),
      )
      // With a clock that somebody had set, an act may be on record after the end, whenever it was made.
      .filter(
        ({ at, action }) =>
          over <= at + tolerance || action.seen?.state === 'finished' || set.has(action.machine),
      )
      .reduce((sum, { checkpoint }) => sum + checkpoint.remaining_time, 0);
    if (row.active_time > from.remaining_time + added + reopened)
      complain(`${row.id} completed with ${row.active_time} ms`);
    if (!isReopened && row.active_time < from.remaining_time)
      complain(`${row.id} completed after only ${row.active_time} ms`);
  }
  return violations;
}

/** When, in true time, any screen first showed the end of a session. */
function endOn(frames: readonly Frame[], session: string): number {
  const next = new Map<string, number>();
  let first = Infinity;
  for (const { machine, at, view } of frames.toReversed()) {
    const shownUntil = next.get(machine) ?? Infinity;
    next.set(machine, at);
    if (view.session_id !== session) continue;
    if (view.state === 'finished') first = Math.min(first, at);
    const end = at + view.remaining;
    if (view.state === 'running' && end <= shownUntil + tolerance) first = Math.min(first, end);
  }
  return first;
}
