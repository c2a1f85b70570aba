import { act, type Actor, type TimerCommand } from '../act.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { replay } from '../replay.ts';
import { readSettings, type Settings } from '../settings.ts';
import { viewTimer, type TimerView } from '../view.ts';
import { minutes } from './make-checkpoint.ts';

export const defaults = readSettings({});

/** Somebody who acts at that minute. New ids name the minute, so that tests know them in advance. */
export function actorAt(at: number, device = 'd0'): Actor {
  return { now: at * minutes, device, id: `id-${at}`, session: `session-${at}`, lastActive: null };
}

/** The set with the checkpoint of a command that is given at that minute. */
export function withAct(set: Checkpoint[], command: TimerCommand, at: number, device?: string): Checkpoint[] {
  const answer = act(command, replay(set, at * minutes).timer, defaults, actorAt(at, device));
  if (!answer.ok) throw new Error(answer.reason);
  return [...set, answer.checkpoint];
}

/** What a screen shows at that minute. */
export function viewAt(set: Checkpoint[], at: number, settings: Settings = defaults): TimerView {
  return viewTimer(replay(set, at * minutes).timer, settings, at * minutes);
}
