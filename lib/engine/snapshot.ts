import type { Ledger } from '../store/ledger.ts';
import type { User } from '../store/rows.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';
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
  return {
    ...replay(checkpoints, now),
    now,
    checkpoints,
    user,
    settings: readSettings(user.pomodoro_settings),
  };
}

function newUser(id: string): User {
  return { id, email: null, username: null, pomodoro_settings: { ...defaultPresets }, edited: {} };
}
