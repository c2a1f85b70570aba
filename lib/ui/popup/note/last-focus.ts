import type { SessionRecord } from '../../../timer/timer.ts';
import type { TimerView } from '../../../timer/view.ts';

/** Later than this nobody has the words ready any more. The statistics take a note at any time. Milliseconds. */
const offeredFor = 60 * 60_000;

/** The focus session that a note is about: the one that ended last, until the next one begins. */
export function lastFocus(
  sessions: readonly SessionRecord[],
  { state, phase }: Pick<TimerView, 'state' | 'phase'>,
  now: number,
): string | null {
  if (phase === 'work' && (state === 'running' || state === 'paused')) return null;
  let last: { id: string; at: number } | null = null;
  for (const { id, session_type, ended_at, outcome } of sessions) {
    if (session_type !== 'work' || ended_at === null || outcome === 'void') continue;
    if (last === null || ended_at > last.at) last = { id, at: ended_at };
  }
  return last !== null && now - last.at < offeredFor ? last.id : null;
}
