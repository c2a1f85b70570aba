import { isByHand } from '../../../lib/store/session-corrections.ts';
import { actsStayFor } from './expectations.ts';
import type { Findings, Violation } from '../run/findings.ts';

/** History outlives the acts that it was made from, and does not change when they go. */
export function checkRetention({ observer, served }: Findings): Violation[] {
  const { removedByRetention, historyAtRetention, stored } = observer;
  if (removedByRetention.size === 0) return [];
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Nothing lost', text });
  const rows = new Map(
    served.flatMap(({ table, row }) => (table === 'pomodoro_sessions' ? [[row.id, row]] : [])),
  );
  for (const { at, id, outcome, active_time } of historyAtRetention) {
    // An act that comes this late still counts on a machine that has all acts before it.
    const isRevised = stored.some(
      (late) => late.at >= at && late.table === 'pomodoro_checkpoints' && isOutdated(late),
    );
    const row = rows.get(id);
    if (isRevised || (row && isByHand(row))) continue;
    if (row && row.outcome === outcome && row.active_time === active_time) continue;
    const now = row ? `${row.outcome} after ${row.active_time} ms` : 'gone';
    complain(
      `${id} was ${String(outcome)} after ${String(active_time)} ms when its acts went, and is ${now}`,
    );
  }
  return violations;
}

/** Whether acts of the same time could have been removed when it came. */
export function isOutdated({ row, at }: Findings['observer']['stored'][number]): boolean {
  return at - Date.parse(String(row.timestamp)) > actsStayFor;
}
