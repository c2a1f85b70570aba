import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import type { Findings } from '../run/findings.ts';
import type { Action } from '../people/observer.ts';

/** The order of two instants this close (milliseconds) is open: slow calls leave clocks that inexact. */
export const tolerance = 5000;

const kinds = [
  'start',
  'pause',
  'resume',
  'skip',
  'stop',
  'handoff',
  'extend',
  'drop',
  'retask',
  'backdate',
  'stop-at',
];

export function isTimerAction({ command }: Action): boolean {
  return kinds.includes(command.type);
}

/** An act on the timer at its true time, with the checkpoint that records it. */
export interface TrueAct {
  action: Action;
  /** True time. */
  at: number;
  checkpoint: Checkpoint;
}

/** When, in true time, somebody says that they did it. */
function claimedAt({ at, command, clockIsOff }: Action): number {
  return command.type === 'stop-at' ? command.at - clockIsOff : at;
}

/** All acts that are on record in the end, in the order of true time. */
export function trueActs({ observer, ledgers }: Findings): TrueAct[] {
  const rows = new Map((ledgers[0]?.tables.pomodoro_checkpoints ?? []).map((row) => [row.id, row]));
  const acts = observer.actions.flatMap((action) => {
    const checkpoint = rows.get(action.ids[0] ?? '');
    return checkpoint && isTimerAction(action) ? [{ action, at: claimedAt(action), checkpoint }] : [];
  });
  return acts.sort((a, b) => a.at - b.at);
}

/** Whether every act is on record with about its true time, so that checks may go by their order. */
export function areTimesTrue(acts: readonly TrueAct[]): boolean {
  return acts.every(({ at, checkpoint }) => Math.abs(checkpoint.timestamp - at) <= tolerance);
}
