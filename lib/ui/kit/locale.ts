import { i18n } from '#i18n';

/** The language that the texts are in, as Intl names it: dates and numbers go with it, not with the system's. */
export function uiLocale(): string {
  return i18n.t('@@ui_locale').replace('_', '-');
}
