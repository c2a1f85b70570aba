import type { Change, User } from '../../store/rows.ts';
import type { Preset } from '../../timer/settings.ts';
import type { EngineReason } from './answer.ts';
import type { HandlersOf } from './command-map.ts';
import type { SettingsCommands } from './commands.ts';
import { stamped } from './stamp-edits.ts';

/** The rows that an edit writes, or why it is refused. */
export type Edit = { ok: true; changes: Change[] } | { ok: false; reason: EngineReason };

export interface SettingsState {
  user: User;
  /** Corrected time, milliseconds. */
  now: number;
}

/** The edit that each command on the settings makes. */
export const settingsEdits: HandlersOf<SettingsCommands, Edit, [SettingsState]> = {
  'set-preferences': ({ preferences }, { user, now }) => ({
    ok: true,
    changes: [withKeys(user, preferences, now)],
  }),
  'edit-preset'({ key, preset }, { user, now }) {
    if (preset !== null && !isValidPreset(preset)) return { ok: false, reason: 'bad_duration' };
    if (preset === null && !Object.hasOwn(user.pomodoro_settings, key))
      return { ok: false, reason: 'unknown_preset' };
    return { ok: true, changes: [withKeys(user, { [key]: preset }, now)] };
  },
};

/** The user's row with some keys of the settings replaced, each stamped with the time of its edit. */
export function withKeys(user: User, keys: Record<string, unknown>, now: number): Change {
  return {
    table: 'users',
    row: {
      ...user,
      pomodoro_settings: { ...user.pomodoro_settings, ...keys },
      edited: stamped(user.edited, Object.keys(keys), now),
    },
  };
}

function isValidPreset(preset: Preset): boolean {
  const durations = [preset.work_duration, preset.short_break, preset.long_break];
  const areDurations = durations.every((minutes) => minutes > 0 && minutes <= 180);
  const rounds = preset.sessions_before_long_break;
  return areDurations && Number.isInteger(rounds) && rounds >= 1 && rounds <= 12;
}
