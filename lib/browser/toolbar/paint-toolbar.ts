import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { FailedPress } from '../../messages/failed-press.ts';
import type { TimerView } from '../../timer/view.ts';
import { badgeColor, badgeText } from './badge-text.ts';

/**
 * Paints the badge and the tooltip, with a mark if a press has failed. `task` is the title of the task of this view,
 * if it has one.
 */
export async function paintToolbar(
  view: TimerView,
  task: string | null,
  failed: FailedPress | null,
): Promise<void> {
  const { action } = browser;
  const { ground, text } = badgeColor(view);
  await Promise.all([
    action.setBadgeText({ text: marked(failed, badgeText(view)) }),
    action.setBadgeBackgroundColor({ color: ground }),
    action.setBadgeTextColor({ color: text }),
    action.setTitle({ title: withReason(failed, tooltip(view, task)) }),
  ]);
}

/** For when the timer cannot be read. */
export async function paintFailedPress(failed: FailedPress | null): Promise<void> {
  const { action } = browser;
  await Promise.all([
    action.setBadgeText({ text: marked(failed, '') }),
    action.setTitle({ title: withReason(failed, i18n.t('toolbar.idle')) }),
  ]);
}

function marked(failed: FailedPress | null, text: string): string {
  return failed ? `!${text}` : text;
}

function withReason(failed: FailedPress | null, title: string): string {
  return failed ? `${i18n.t('toolbar.missed')} ${i18n.t(`reason.${failed.reason}`)}\n${title}` : title;
}

function tooltip(view: TimerView, task: string | null): string {
  if (view.state === 'idle') return i18n.t('toolbar.idle');
  const phase = i18n.t(`phase.${view.phase}`);
  if (view.state === 'finished') {
    return i18n.t('toolbar.finished', [i18n.t(`phase.${view.ended_phase ?? 'work'}`), phase]);
  }
  const rounds = [String(view.round), String(view.rounds)] as const;
  if (task === null) return i18n.t(`toolbar.${view.state}`, [phase, left(view.remaining), ...rounds]);
  return i18n.t(`toolbar.${view.state}_task`, [phase, left(view.remaining), task, ...rounds]);
}

/** No finer than the badge, since a tooltip with seconds would be wrong a second later. */
function left(milliseconds: number): string {
  if (milliseconds > 60_000) return i18n.t('toolbar.minutes', [String(Math.ceil(milliseconds / 60_000))]);
  return i18n.t('toolbar.seconds', [String(Math.ceil(milliseconds / 1000))]);
}
