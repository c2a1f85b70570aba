import type { Findings, Violation } from '../run/findings.ts';
import { areTimesTrue, tolerance, trueActs } from './true-acts.ts';

/** A session that ran when somebody gave it a task is for that, unless it was given another one since. */
export function checkSessionTasks(findings: Findings): Violation[] {
  const acts = trueActs(findings);
  if (!areTimesTrue(acts)) return [];
  const rows = (findings.ledgers[0]?.tables.pomodoro_sessions ?? []).filter(
    ({ outcome }) => outcome !== 'void',
  );
  const given = acts.filter(({ action }) => action.command.type === 'retask');
  return rows.flatMap((row) => {
    const own = given.filter(({ checkpoint }) => checkpoint.session_id === row.id);
    const last = own.at(-1);
    const before = own.at(-2);
    if (!last || row.end_time === null || (before && last.at - before.at <= 2 * tolerance)) return [];
    // What was given after the end, or while another session had taken the place of this one, comes too late.
    const isThere = last.at > row.start_time + tolerance && last.at < row.end_time - tolerance;
    const isCrossed = rows.some(
      ({ id, start_time, end_time }) =>
        id !== row.id && start_time < last.at + tolerance && (end_time ?? Infinity) > last.at - tolerance,
    );
    if (!isThere || isCrossed || row.task_id === last.checkpoint.task_id) return [];
    const text = `${row.id} is for ${row.task_id}, though ${last.checkpoint.task_id} was given on ${last.action.machine}`;
    return [{ invariant: 'Nothing lost', text }];
  });
}
