import type { Command } from '../command.ts';
import type { Settings } from '../timer/settings.ts';
import type { View } from '../timer/view.ts';

const presetMark = 'preset:';

/** What can be chosen in the icon's menu and by keyboard: the ids of menu items and of the manifest's commands. */
export type Press = 'toggle' | 'skip' | 'stop' | 'statistics' | `${typeof presetMark}${string}`;

export function presetPress(key: string): Press {
  return `${presetMark}${key}`;
}

/** The command that a press stands for just now, or null where it stands for none. */
export function commandOf(press: Press, view: View, settings: Settings): Command | null {
  const open = openSession(view);
  if (press.startsWith(presetMark)) return withPreset(press.slice(presetMark.length), open, settings);
  switch (press) {
    case 'toggle':
      if (open === null) return { type: 'start' };
      return { type: view.state === 'running' ? 'pause' : 'resume', session: open };
    case 'skip':
      if (open !== null) return { type: 'skip', session: open };
      return canSkip(view) ? { type: 'start', phase: 'work' } : null;
    case 'stop':
      return open === null ? null : { type: 'stop', session: open };
    default:
      return null;
  }
}

/** The session that is running or paused. */
export function openSession({ state, session_id }: View): string | null {
  return state === 'running' || state === 'paused' ? session_id : null;
}

/** A break that waits for its start can be left out as well as one that runs. */
export function canSkip(view: View): boolean {
  return openSession(view) !== null || (view.state === 'finished' && view.phase !== 'work');
}

/** A slip of the mouse must not end a session: while one is open, a preset is for the next start. */
function withPreset(key: string, open: string | null, settings: Settings): Command | null {
  if (!(key in settings.presets)) return null;
  return open === null
    ? { type: 'start', preset: key }
    : { type: 'set-preferences', preferences: { preset: key } };
}
