import type { Command } from '../messages/command.ts';
import type { Reason } from '../messages/answer.ts';
import { stamped } from './stamp-edits.ts';
import type { Change, User } from '../store/rows.ts';
import type { Preset } from '../timer/settings.ts';

export type SettingsCommand = Extract<Command, { type: 'edit-preset' | 'set-preferences' }>;

export type Edit = { ok: true; changes: Change[] } | { ok: false; reason: Reason };

/** Turns a command about settings into the row to record, or says what is wrong with it. */
export function editSettings(command: SettingsCommand, user: User, now: number): Edit {
  if (command.type === 'set-preferences')
    return { ok: true, changes: [withKeys(user, command.preferences, now)] };
  const { key, preset } = command;
  if (preset !== null && !isSound(preset)) return { ok: false, reason: 'bad_duration' };
  if (preset === null && !(key in user.pomodoro_settings)) return { ok: false, reason: 'unknown_preset' };
  return { ok: true, changes: [withKeys(user, { [key]: preset }, now)] };
}

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

function isSound(preset: Preset): boolean {
  const durations = [preset.work_duration, preset.short_break, preset.long_break];
  const areDurations = durations.every((minutes) => minutes > 0 && minutes <= 180);
  const rounds = preset.sessions_before_long_break;
  return areDurations && Number.isInteger(rounds) && rounds >= 1 && rounds <= 12;
}
