import { i18n } from '#i18n';
import type { Reason, Refusal } from '../../messages/answer.ts';
import { reasonText, type NumberedReason } from './reason-text.ts';

/** What to say instead where there is no number. */
const unnumbered: Readonly<Record<NumberedReason, Reason>> = {
  mail_too_soon: 'too_many_mails',
  password_too_short: 'weak_password',
};

/** The sentence for a refusal, with the number that it names. */
export function refusalText({ reason, number }: Refusal): string {
  if (!isNumbered(reason)) return reasonText(reason);
  return number === undefined ? reasonText(unnumbered[reason]) : i18n.t(`reason.${reason}`, [String(number)]);
}

function isNumbered(reason: string): reason is NumberedReason {
  return Object.hasOwn(unnumbered, reason);
}
