import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { FailedPress } from '../../messages/failed-press.ts';
import type { TimerView } from '../../timer/view.ts';
import { badgeColor, badgeText } from './badge-text.ts';

/**
 * Paints the badge and the tooltip, with a mark where a press was `missed`. `task` is the title of the task that the
 * view is about, if any.
 */
export async function paintToolbar(
  view: TimerView,
  task: string | null,
  missed: FailedPress | null,
): Promise<void> {
  const { action } = browser;
  await Promise.all([
    action.setBadgeText({ text: marked(missed, badgeText(view)) }),
    action.setBadgeBackgroundColor({ color: badgeColor(view) }),
    action.setBadgeTextColor({ color: '#ffffff' }),
    action.setTitle({ title: withReason(missed, tooltip(view, task)) }),
  ]);
}

/** For when the timer itself cannot be read. */
export async function paintFailedPress(missed: FailedPress | null): Promise<void> {
  const { action } = browser;
  await Promise.all([
    action.setBadgeText({ text: marked(missed, '') }),
    action.setTitle({ title: withReason(missed, i18n.t('toolbar.idle')) }),
  ]);
}

function marked(missed: FailedPress | null, text: string): string {
  return missed ? `!${text}` : text;
}

function withReason(missed: FailedPress | null, title: string): string {
  return missed ? `${i18n.t('toolbar.missed')} ${i18n.t(`reason.${missed.reason}`)}\n${title}` : title;
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

/** As coarse as the badge: a tooltip with seconds would be wrong a second later. */
function left(milliseconds: number): string {
  if (milliseconds > 60_000) return i18n.t('toolbar.minutes', [String(Math.ceil(milliseconds / 60_000))]);
  return i18n.t('toolbar.seconds', [String(Math.ceil(milliseconds / 1000))]);
}
