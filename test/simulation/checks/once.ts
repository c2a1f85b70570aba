import type { Findings, Violation } from '../findings.ts';
import { trueActs } from './deeds.ts';

/** An end is rung for at most once on a machine, and a completed session ran as long as it had to, not longer. */
export function checkOnce(findings: Findings): Violation[] {
  const { observer, ledgers } = findings;
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Once', text });
  const rung = new Set<string>();
  for (const { machine, shown } of observer.rings) {
    const name = `${machine} rings again and shows ${shown}`;
    if (rung.has(name)) complain(name);
    rung.add(name);
  }
  const acts = trueActs(findings);
  const rows = ledgers[0]?.tables.pomodoro_checkpoints ?? [];
  for (const row of ledgers[0]?.tables.pomodoro_sessions ?? []) {
    if (row.outcome !== 'completed') continue;
    const from = rows.find(
      ({ session_id, follows, checkpoint_type }) =>
        session_id === row.id &&
        (checkpoint_type === 'start' || (checkpoint_type === 'begin' && follows !== null)),
    );
    if (!from) continue;
    const own = acts.map(({ checkpoint }) => checkpoint).filter(({ session_id }) => session_id === row.id);
    const isReopened = own.some(
      ({ checkpoint_type }) => checkpoint_type === 'resume' || checkpoint_type === 'handoff',
    );
    const added = own.reduce((sum, { added_time }) => sum + added_time, 0);
    const reopened = own.reduce(
      (sum, { checkpoint_type, remaining_time }) =>
        sum + (isReopened && checkpoint_type !== 'start' ? remaining_time : 0),
      0,
    );
    if (row.active_time > from.remaining_time + added + reopened)
      complain(`${row.id} completed with ${row.active_time} ms`);
    if (!isReopened && row.active_time < from.remaining_time)
      complain(`${row.id} completed after only ${row.active_time} ms`);
  }
  return violations;
}
