import { i18n } from '#i18n';

/** A list in the reader's language. Not by Intl, which puts nothing between its entries in some. */
export function listText(entries: readonly string[]): string {
  return entries.length === 0 ? '' : entries.reduce((list, next) => i18n.t('language.list', [list, next]));
}
