import type { TimerView } from '../../../lib/timer/view.ts';
import type { Findings, Violation } from '../run/findings.ts';
import { actsStayFor } from './expectations.ts';

/** Once all faults have ended, all machines hold and show the same, and the server holds it too. */
export function checkConverge({ ledgers, served, endedAt }: Findings): Violation[] {
  const [first, ...others] = ledgers;
  if (!first) return [];
  const violations: Violation[] = [];
  const complain = (text: string) => violations.push({ invariant: 'Converge', text });
  // A refused row is only on the machine that made it.
  const aside = new Set(ledgers.flatMap(({ setAside }) => setAside.map(({ change }) => change.row.id)));
  // The server keeps an old act for longer if it is among the newest.
  const isCompared = (row: { id: string; timestamp?: number }) =>
    !aside.has(row.id) && (row.timestamp ?? Infinity) > endedAt - actsStayFor;
  const firstDifference = (a: readonly { id: string }[], b: readonly { id: string }[]) =>
    differenceOf(a.filter(isCompared), b.filter(isCompared));
  const withoutAside = (view: TimerView): TimerView =>
    aside.has(view.task_id ?? '') ? { ...view, task_id: null } : view;
  for (const other of others) {
    for (const table of Object.keys(first.tables) as (keyof typeof first.tables)[]) {
      const difference = firstDifference(first.tables[table], other.tables[table]);
      if (difference) complain(`${table} of ${first.machine} and ${other.machine} differ: ${difference}`);
    }
    const { remaining: _a, ...shown } = withoutAside(first.view);
    const { remaining: _b, ...elsewhere } = withoutAside(other.view);
    if (JSON.stringify(shown) !== JSON.stringify(elsewhere)) {
      complain(
        `${first.machine} shows ${JSON.stringify(shown)}, ${other.machine} ${JSON.stringify(elsewhere)}`,
      );
    }
    if (first.view.state === 'paused' && first.view.remaining !== other.view.remaining) {
      complain(
        `${first.view.remaining} ms are left on ${first.machine}, ${other.view.remaining} on ${other.machine}`,
      );
    }
  }
  for (const table of Object.keys(first.tables) as (keyof typeof first.tables)[]) {
    const rows = served.filter((change) => change.table === table).map(({ row }) => row);
    const difference = firstDifference(rows, first.tables[table]);
    if (difference) complain(`${table} of the server and ${first.machine} differ: ${difference}`);
  }
  return violations;
}

function differenceOf(a: readonly { id: string }[], b: readonly { id: string }[]): string | null {
  const there = new Map(b.map((row) => [row.id, text(row)]));
  for (const row of a) {
    const other = there.get(row.id);
    if (other !== text(row)) return `${text(row)} against ${other ?? 'nothing'}`;
    there.delete(row.id);
  }
  const [left] = there.values();
  return left === undefined ? null : `nothing against ${left}`;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
