import { i18n } from '#i18n';
import type { TimerView } from '../../timer/view.ts';
import { minutesAndSeconds } from '../kit/clock-text.ts';

/** The title of the tab that shows the timer. What is left comes first, since tabs are narrow. */
export function pageTitle({ state, phase, ended_phase, remaining }: TimerView): string {
  if (state === 'idle') return i18n.t('name');
  if (state === 'finished') return i18n.t(`heading.finished.${ended_phase ?? phase}`);
  return `${minutesAndSeconds(remaining)} · ${i18n.t(`heading.${state}.${phase}`)}`;
}
