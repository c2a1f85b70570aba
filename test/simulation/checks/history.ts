import type { WireRowOf } from '../../server-model/wire-rows.ts';
import type { Findings, Violation } from '../run/findings.ts';
import { wereSet } from './machines.ts';

/** A message is on its way for at most so long (milliseconds) where the network is as good as is asked for here. */
const crossing = 2000;

/** No run has this many reasons to write the history of one session. */
const mostWrites = 30;

/** Two machines that hold different acts must not overwrite each other for ever. */
export function checkRewrites({ observer }: Findings): Violation[] {
  const writes = new Map<string, number>();
  for (const { table, row } of observer.stored) {
    if (table === 'pomodoro_sessions') writes.set(row.id, (writes.get(row.id) ?? 0) + 1);
  }
  return [...writes]
    .filter(([, times]) => times > mostWrites)
    .map(([id, times]) => ({
      invariant: 'Never stuck',
      text: `the history of ${id} was written ${times} times`,
    }));
}

/** What history says of a session changes only with an act that was not known before. */
export function checkHistory(findings: Findings): Violation[] {
  const { plan, observer } = findings;
  const { loss, slowness, duplication, hintLoss, hintLateness, others } = plan.networkFaults;
  // History that comes late or twice may go back to what it was, and so may history without the latest changes.
  const isRough = loss + slowness + duplication + hintLoss + hintLateness + others > 0;
  if (isRough || plan.events.some(({ type }) => type === 'forget' || type === 'retain')) return [];
  // A machine that is signed out writes history from the acts it has; the others may be elsewhere.
  if (wereSet(findings).size > 0 || observer.signedOut.length > 0) return [];
  const last = new Map<string, { said: string; acts: number }>();
  let acts = 0;
  let newest = -Infinity;
  return observer.stored.flatMap(({ table, row, at }) => {
    if (table === 'pomodoro_checkpoints') {
      acts += 1;
      newest = at;
    }
    if (table !== 'pomodoro_sessions' || Object.keys(row['edited'] ?? {}).length > 0) return [];
    const before = last.get(row.id);
    const said = isOver(row) ? contentOf(row) : '';
    // An act may reach the server while a history without it is on its way.
    const isCrossed = newest < at && at - newest < crossing;
    last.set(row.id, { said: isCrossed ? '' : said, acts });
    if (!before?.said || before.said === said || before.acts !== acts) return [];
    return [{ invariant: 'Once', text: `the history of ${row.id} was written from half the acts` }];
  });
}

function isOver({ outcome }: WireRowOf['row']): boolean {
  return outcome !== 'running' && outcome !== 'paused';
}

function contentOf({ outcome, active_time, end_time }: WireRowOf['row']): string {
  return JSON.stringify({ outcome, active_time, end_time });
}
