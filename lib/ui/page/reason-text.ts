import { i18n } from '#i18n';
import type { Reason } from '../../messages/answer.ts';

/** Sentences that name a number, and what to say where there is none. */
const numbered = {
  mail_too_soon: 'too_many_mails',
  password_too_short: 'weak_password',
} as const satisfies Partial<Record<Reason, Reason>>;

type Numbered = keyof typeof numbered;

/** The sentence for a reason. A newer background may send a reason that this page has no sentence for. */
export function reasonText(reason: string, number?: number): string {
  if (!isNumbered(reason)) return plainText(reason);
  return number === undefined ? plainText(numbered[reason]) : i18n.t(`reason.${reason}`, [String(number)]);
}

function plainText(reason: string): string {
  return i18n.t(`reason.${reason as Exclude<Reason, Numbered>}`) || i18n.t('reason.unexpected');
}

function isNumbered(reason: string): reason is Numbered {
  return Object.hasOwn(numbered, reason);
}
