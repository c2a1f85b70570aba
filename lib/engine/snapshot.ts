import type { Ledger } from '../store/ledger.ts';
import type { Task, User } from '../store/rows.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';
import { isToDo, withCurrentTask } from '../timer/current-task.ts';
import { replay, type Replay } from '../timer/replay.ts';
import { defaultPresets, readSettings, type Settings } from '../timer/settings.ts';

/** Everything from which the engine decides: what the ledger holds at one instant, and what the replay makes of it. */
export interface Snapshot extends Replay {
  /** Corrected time of the replay, milliseconds. */
  now: number;
  checkpoints: Checkpoint[];
  user: User;
  settings: Settings;
}

/** `owner` is the account's id, or `local` for the signed-out database. */
export async function readSnapshot(ledger: Ledger, owner: string, now: number): Promise<Snapshot> {
  const [checkpoints, user = newUser(owner)] = await Promise.all([
    ledger.all('pomodoro_checkpoints'),
    ledger.get('users', owner),
  ]);
  const settings = readSettings(user.pomodoro_settings);
  const tasks = await readTasksAround(settings.current_task, ledger);
  return {
    ...replay(checkpoints, now),
    now,
    checkpoints,
    user,
    settings: withCurrentTask(settings, tasks),
  };
}

/** The tasks that say which one is current. Most often that is the chosen one, and the others need not be read. */
async function readTasksAround(chosen: string | null, ledger: Ledger): Promise<Task[]> {
  const task = chosen === null ? undefined : await ledger.get('tasks', chosen);
  if (!task) return [];
  return isToDo(task) ? [task] : ledger.all('tasks');
}

function newUser(id: string): User {
  return { id, email: null, username: null, pomodoro_settings: { ...defaultPresets }, edited: {} };
}
