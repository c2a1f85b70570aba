import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Findings } from '../run/findings.ts';
import type { Deed } from '../people/observer.ts';

/** Two instants this close (milliseconds) may be told in either order: calls of seconds leave clocks that vague. */
export const nearness = 5000;

const kinds = ['start', 'pause', 'resume', 'skip', 'stop', 'handoff', 'extend', 'drop'];

export function isTimerDeed({ command }: Deed): boolean {
  return kinds.includes(command.type);
}

/** An act on the timer as it truly was, beside what was written down of it. */
export interface TrueAct {
  deed: Deed;
  /** True time. */
  at: number;
  checkpoint: Checkpoint;
}

/** All acts that are in the end on record, in the order in which they truly happened. */
export function trueActs({ observer, ledgers }: Findings): TrueAct[] {
  const rows = new Map((ledgers[0]?.tables.pomodoro_checkpoints ?? []).map((row) => [row.id, row]));
  return observer.deeds.flatMap((deed) => {
    const checkpoint = rows.get(deed.ids[0] ?? '');
    return checkpoint && isTimerDeed(deed) ? [{ deed, at: deed.at, checkpoint }] : [];
  });
}

/** Whether every act was written down with about its true time, so that their order can be judged. */
export function areTimesTrue(acts: readonly TrueAct[]): boolean {
  return acts.every(({ at, checkpoint }) => Math.abs(checkpoint.timestamp - at) <= nearness);
}
