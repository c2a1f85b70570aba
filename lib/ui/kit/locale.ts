import { i18n } from '#i18n';

/** The language of the texts, as Intl names it. Dates and numbers follow it and not the system's language. */
export function uiLocale(): string {
  return i18n.t('@@ui_locale').replace('_', '-');
}
