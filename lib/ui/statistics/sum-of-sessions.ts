import { i18n } from '#i18n';
import type { EndedSession } from '../../statistics/ended-sessions.ts';
import type { Formatter } from '../../statistics/formatter.ts';

/** `4 sessions · 1 hr 2 min of focus · interruptions: 3`, each but the first only where there is any. */
export function sumOfSessions(sessions: readonly EndedSession[], formatter: Formatter): string {
  const focus = sessions.reduce((sum, { phase, active }) => (phase === 'work' ? sum + active : sum), 0);
  const count = i18n.t('stats.sessions', sessions.length, [formatter.count(sessions.length)]);
  const interruptions = sessions.reduce(
    (sum, { interruptions: some }) => (some ? sum + some.internal + some.external : sum),
    0,
  );
  return [
    count,
    focus > 0 && i18n.t('stats.focus_of', [formatter.duration(focus)]),
    interruptions > 0 && i18n.t('stats.interruptions_sum', [formatter.count(interruptions)]),
  ]
    .filter(Boolean)
    .join(' · ');
}
