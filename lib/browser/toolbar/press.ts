import type { Command } from '../../messages/command.ts';
import { openSession, skipCommand, stopCommand, toggleCommand } from '../../timer/press-commands.ts';
import type { Settings } from '../../timer/settings.ts';
import type { TimerView } from '../../timer/view.ts';

const presetMark = 'preset:';

/**
 * What a person can press in the icon's menu or on the keyboard. These are the ids of the menu's entries and the names
 * of the commands in the manifest.
 */
export type Press = 'toggle' | 'skip' | 'stop' | 'statistics' | `${typeof presetMark}${string}`;

export function pressOfPreset(key: string): Press {
  return `${presetMark}${key}`;
}

/** The command that a press stands for now, or null if it stands for none. */
export function commandOfPress(press: Press, view: TimerView, settings: Settings): Command | null {
  if (press.startsWith(presetMark)) {
    return commandWithPreset(press.slice(presetMark.length), openSession(view), settings);
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

/** Choosing a preset by mistake must not end a session. So while one is open, the preset is for the next start. */
function commandWithPreset(key: string, open: string | null, settings: Settings): Command | null {
  if (!(key in settings.presets)) return null;
  return open === null
    ? { type: 'start', preset: key }
    : { type: 'set-preferences', preferences: { preset: key } };
}
