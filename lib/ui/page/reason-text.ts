import { i18n } from '#i18n';
import type { Reason } from '../../messages/answer.ts';

/** Reasons whose sentence names a number. `refusalText` has them whole. */
export type NumberedReason = 'mail_too_soon' | 'password_too_short';

/** The sentence for a reason. A newer background may send a reason that this page has no sentence for. */
export function reasonText(reason: string): string {
  return i18n.t(`reason.${reason as Exclude<Reason, NumberedReason>}`) || i18n.t('reason.unexpected');
}
