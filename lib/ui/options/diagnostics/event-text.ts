import { i18n } from '#i18n';
import type { DiagnosticEvent } from '../../../messages/diagnostic-log.ts';
import { reasonText } from '../../page/reason-text.ts';

const causes = ['start', 'timer', 'pulse', 'activity', 'online', 'pass', 'clock', 'language'] as const;

/** Says in words what the background noted as a code. */
export function eventText({ code, about, times }: DiagnosticEvent): string {
  const text = textOf(code, about);
  return times > 1 ? `${text} ×${times}` : text;
}

function textOf(code: DiagnosticEvent['code'], about: string): string {
  const [first = '', ...rest] = about.split(' ');
  switch (code) {
    case 'wake': {
      const why = causes.find((cause) => cause === about);
      return i18n.t('diag.wake', [why ? i18n.t(`diag.why.${why}`) : about]);
    }
    case 'sync':
      return i18n.t('diag.sync', [first, rest.join(' ')]);
    case 'fail':
      return i18n.t('diag.fail', [`${reasonText(first)} ${rest.join(' ')}`.trim()]);
    case 'unreadable':
      return i18n.t('diag.unreadable', [about]);
    case 'hint':
      return about === '' ? i18n.t('diag.hint_bare') : i18n.t('diag.hint', [about]);
    case 'up':
      return i18n.t('diag.up');
    case 'down':
      return i18n.t('diag.down', [about]);
    case 'lost':
      return i18n.t('diag.lost');
    case 'error':
      return i18n.t('diag.error', [about]);
  }
}
