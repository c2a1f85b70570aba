import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Findings } from '../run/findings.ts';
import type { Action } from '../people/observer.ts';

/** Two instants this close (milliseconds) may be told in either order: calls of seconds leave clocks that vague. */
export const tolerance = 5000;

const kinds = ['start', 'pause', 'resume', 'skip', 'stop', 'handoff', 'extend', 'drop'];

export function isTimerAction({ command }: Action): boolean {
  return kinds.includes(command.type);
}

/** An act on the timer as it truly was, beside what was written down of it. */
export interface TrueAct {
  action: Action;
  /** True time. */
  at: number;
  checkpoint: Checkpoint;
}

/** All acts that are in the end on record, in the order in which they truly happened. */
export function trueActs({ observer, ledgers }: Findings): TrueAct[] {
  const rows = new Map((ledgers[0]?.tables.pomodoro_checkpoints ?? []).map((row) => [row.id, row]));
  return observer.actions.flatMap((action) => {
    const checkpoint = rows.get(action.ids[0] ?? '');
    return checkpoint && isTimerAction(action) ? [{ action, at: action.at, checkpoint }] : [];
  });
}

/** Whether every act was written down with about its true time, so that their order can be judged. */
export function areTimesTrue(acts: readonly TrueAct[]): boolean {
  return acts.every(({ at, checkpoint }) => Math.abs(checkpoint.timestamp - at) <= tolerance);
}
