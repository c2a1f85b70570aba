import { i18n } from '#i18n';
import { localeOfTexts } from '../../language/locale-of-texts.ts';

/** The language of the texts, as Intl names it. Dates and numbers follow it and not the system's language. */
export function uiLocale(): string {
  return localeOfTexts(i18n.t('language.tag'), i18n.t('@@ui_locale'));
}
