import type { TimerView } from '../../timer/view.ts';

const minute = 60_000;

/** Whole minutes left, rounded up; seconds in the last minute; a pause mark; nothing when idle or finished. */
export function badgeText(view: TimerView): string {
  if (view.state === 'paused') return '❚❚';
  if (view.state !== 'running') return '';
  if (view.remaining > minute) return String(Math.ceil(view.remaining / minute));
  return `${Math.max(1, Math.ceil(view.remaining / 1000))}s`;
}

/** Milliseconds until the text of the badge changes, or null if it stays. */
export function badgeChangesIn(view: TimerView): number | null {
  if (view.state !== 'running') return null;
  const step = view.remaining > minute ? minute : 1000;
  return view.remaining % step || step;
}

/** A worker lives this long (milliseconds) after its last event, so what comes sooner needs no alarm. */
const workerLivesFor = 30_000;

/**
 * In how many milliseconds to paint the badge again: by a timeout of this worker (`soon`), and by an alarm that wakes
 * a new worker (`alarm`). In the last minute the text changes each second, and painting it keeps this worker alive.
 * The alarm is then for the end of the phase, in case the worker dies.
 */
export function badgePaintsIn(view: TimerView): { soon: number | null; alarm: number | null } {
  const change = badgeChangesIn(view);
  if (change === null) return { soon: null, alarm: null };
  return {
    soon: change < workerLivesFor ? change : null,
    alarm: change <= 1000 ? view.remaining : change,
  };
}

/** White text on each of these colours has a contrast of at least 4.5 to 1. */
export const badgeColors = {
  work: '#c2321f',
  short_break: '#1b7a43',
  long_break: '#1d66b8',
  paused: '#5c6470',
} as const;

export function badgeColor(view: TimerView): string {
  return badgeColors[view.state === 'paused' ? 'paused' : view.phase];
}
