import { i18n } from '#i18n';
import type { Reason } from '../../messages/answer.ts';

/** The sentence for a reason. A newer background may send a reason that this page has no sentence for. */
export function reasonText(reason: string): string {
  return i18n.t(`reason.${reason as Reason}`) || i18n.t('reason.unexpected');
}
