import { cycleEndsAfter } from '../../timer/cycle.ts';
import type { TimerView } from '../../timer/view.ts';

const minute = 60_000;

/** Says that a phase has ended and nobody has acted since. */
const endMark = '✓';

/** Whole minutes left, rounded up; seconds in the last minute; a mark after an end; nothing when idle. */
export function badgeText(view: TimerView): string {
  if (view.state === 'finished' && view.ran_out) return endMark;
  if (view.state !== 'running' && view.state !== 'paused') return '';
  if (view.remaining > minute) return String(Math.ceil(view.remaining / minute));
  return `${Math.max(1, Math.ceil(view.remaining / 1000))}s`;
}

/** Milliseconds until the text of the badge changes, or null if it stays. The mark goes with the cycle. */
export function badgeChangesIn(view: TimerView, now: number): number | null {
  if (view.state === 'finished' && view.ran_out && view.ends_at !== null)
    return Math.max(1, view.ends_at + cycleEndsAfter + 1 - now);
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
export function badgePaintsIn(view: TimerView, now: number): { soon: number | null; alarm: number | null } {
  const change = badgeChangesIn(view, now);
  if (change === null) return { soon: null, alarm: null };
  return {
    soon: change < workerLivesFor ? change : null,
    alarm: change <= 1000 ? view.remaining : change,
  };
}

/**
 * The grounds. White text on those of the phases has a contrast of at least 4.5 to 1, and so has black text on that of
 * a pause, which can be told from a light and from a dark toolbar.
 */
export const badgeColors = {
  work: '#c2321f',
  short_break: '#1b7a43',
  long_break: '#1d66b8',
  paused: '#8b919b',
} as const;

/** The ground of the badge, and its text. When finished, the colour is that of the phase that comes next. */
export function badgeColor(view: TimerView): { ground: string; text: string } {
  if (view.state === 'paused') return { ground: badgeColors.paused, text: '#000000' };
  return { ground: badgeColors[view.phase], text: '#ffffff' };
}
