import type { Command } from '../../messages/command.ts';
import { openSession, skipCommand, stopCommand, toggleCommand } from '../../timer/press-commands.ts';
import type { Settings } from '../../timer/settings.ts';
import type { TimerView } from '../../timer/view.ts';

const presetMark = 'preset:';

/** What can be chosen in the icon's menu and by keyboard: the ids of menu items and of the manifest's commands. */
export type Press = 'toggle' | 'skip' | 'stop' | 'statistics' | `${typeof presetMark}${string}`;

export function presetPress(key: string): Press {
  return `${presetMark}${key}`;
}

/** The command that a press stands for just now, or null where it stands for none. */
export function commandOf(press: Press, view: TimerView, settings: Settings): Command | null {
  if (press.startsWith(presetMark)) {
    return withPreset(press.slice(presetMark.length), openSession(view), settings);
  }
  switch (press) {
    case 'toggle':
      return toggleCommand(view);
    case 'skip':
      return skipCommand(view);
    case 'stop':
      return stopCommand(view);
    default:
      return null;
  }
}

/** A slip of the mouse must not end a session: while one is open, a preset is for the next start. */
function withPreset(key: string, open: string | null, settings: Settings): Command | null {
  if (!(key in settings.presets)) return null;
  return open === null
    ? { type: 'start', preset: key }
    : { type: 'set-preferences', preferences: { preset: key } };
}
