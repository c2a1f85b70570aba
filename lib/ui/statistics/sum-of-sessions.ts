import { i18n } from '#i18n';
import type { EndedSession } from '../../statistics/ended-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';

/** `4 sessions · 1 hr 2 min of focus`, or without the focus where there is none. */
export function sumOfSessions(sessions: readonly EndedSession[], formatter: Formatter): string {
  const focus = sessions.reduce((sum, { phase, active }) => (phase === 'work' ? sum + active : sum), 0);
  const count = i18n.t('stats.sessions', sessions.length, [formatter.count(sessions.length)]);
  return focus > 0 ? `${count} · ${i18n.t('stats.focus_of', [formatter.duration(focus)])}` : count;
}
