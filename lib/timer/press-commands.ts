import type { Phase } from './checkpoint.ts';
import type { TimerView } from './view.ts';

/** The command that one press sends, whether a button, the icon's menu or a keyboard shortcut is pressed. */
export type PressCommand =
  { type: 'start'; phase?: Phase } | { type: 'pause' | 'resume' | 'skip' | 'stop'; session: string };

/** The session that is running or paused, or null. */
export function openSession({ state, session_id }: TimerView): string | null {
  return state === 'running' || state === 'paused' ? session_id : null;
}

/** What the main button, the space bar, the first entry of the icon's menu and its shortcut do now. */
export function toggleCommand(view: TimerView): PressCommand {
  const session = openSession(view);
  if (session === null) return { type: 'start' };
  return { type: view.state === 'running' ? 'pause' : 'resume', session };
}

/** How to go on to the next phase, or null. A break that has not been started yet can be left out, too. */
export function skipCommand(view: TimerView): PressCommand | null {
  const session = openSession(view);
  if (session !== null) return { type: 'skip', session };
  return view.phase === 'work' ? null : { type: 'start', phase: 'work' };
}

/** How to end what is running or paused, or null. */
export function stopCommand(view: TimerView): PressCommand | null {
  const session = openSession(view);
  return session === null ? null : { type: 'stop', session };
}
