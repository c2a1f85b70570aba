import type { TimerView } from '../../timer/view.ts';

const minute = 60_000;

/** Whole minutes left, rounded up; seconds in the last minute; a pause mark; nothing when idle or finished. */
export function badgeText(view: TimerView): string {
  if (view.state === 'paused') return '❚❚';
  if (view.state !== 'running') return '';
  if (view.remaining > minute) return String(Math.ceil(view.remaining / minute));
  return `${Math.max(1, Math.ceil(view.remaining / 1000))}s`;
}

/** Milliseconds until the badge has to say something else, or null while it stands. */
export function badgeChangesIn(view: TimerView): number | null {
  if (view.state !== 'running') return null;
  const step = view.remaining > minute ? minute : 1000;
  return view.remaining % step || step;
}

/** A worker lives this long (milliseconds) after its last event: what comes sooner needs no alarm. */
const workerLives = 30_000;

/**
 * In how many milliseconds the badge is to be painted again: by this worker, should it live (`soon`), and by an alarm
 * that wakes another one. The seconds of the last minute come from a worker that their own painting keeps awake; the
 * alarm stands by for the end in case that worker dies.
 */
export function badgePaintsIn(view: TimerView): { soon: number | null; alarm: number | null } {
  const change = badgeChangesIn(view);
  if (change === null) return { soon: null, alarm: null };
  return {
    soon: change < workerLives ? change : null,
    alarm: change <= 1000 ? view.remaining : change,
  };
}

/** White text on each of these has a contrast of at least 4.5:1. */
export const badgeColors = {
  work: '#c2321f',
  short_break: '#1b7a43',
  long_break: '#1d66b8',
  paused: '#5c6470',
} as const;

export function badgeColor(view: TimerView): string {
  return badgeColors[view.state === 'paused' ? 'paused' : view.phase];
}
