import { i18n } from '#i18n';

const locale = (): string => i18n.t('@@ui_locale').replace('_', '-');

/** A number as the reader's language writes it. */
export function figure(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** The local day of an instant as the reader's language writes it. */
export function dayOf(instant: number): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(instant);
}
