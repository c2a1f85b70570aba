import { i18n } from '#i18n';

/** The fewest characters of a password that is chosen here. The server may want more. */
export const fewest = 8;

/** What to say of a password that is too short, or null. A sign that takes two places in memory counts once. */
export function tooShort(password: string, least: number): string | null {
  return Array.from(password).length < least ? i18n.t('account.password_short', [least]) : null;
}
