import type { createI18n } from '@wxt-dev/i18n';
import type { GeneratedI18nStructure } from '../../.wxt/i18n/structure.d.ts';
import { nativeExtension } from '../browser/native.ts';
import type { Catalogue } from './catalogue.ts';

/** What is asked of the browser: any text by its name, not only those that browsers name. */
interface BrowserMessages {
  getMessage(name: string, values: string[]): string;
}

/** Where the texts of the chosen language are; null for as long as the browser's own language is spoken. */
export interface CatalogueSource {
  readonly value: Catalogue | null;
}

/**
 * All that is said in one context is said in one language, so this is the one thing that all of it shares. A page
 * gives a signal, so that what it shows follows.
 */
const current: { source: CatalogueSource } = { source: { value: null } };

/** Making one takes as long as drawing a row. */
const pluralRules = new Map<string, Intl.PluralRules>();

export function setCatalogueSource(source: CatalogueSource): void {
  current.source = source;
}

/** By key, then the count that chooses among plural forms, then the values; without any, the count is the first. */
export const i18n: ReturnType<typeof createI18n<GeneratedI18nStructure>> = {
  t(key: string, ...args: (object | number | undefined)[]): string {
    const count = args.find((arg) => typeof arg === 'number');
    const values = args.find(isList) ?? (count === undefined ? [] : [count]);
    const text = textOf(key.replaceAll('.', '_'), values.map(String));
    return count === undefined ? text : pluralForm(count, text.split(' | '));
  },
};

/** The type allows for named values as well, which no text here has. */
function isList(values: unknown): values is readonly (string | number)[] {
  return Array.isArray(values);
}

function textOf(name: string, values: string[]): string {
  const text = current.source.value?.[name];
  if (text === undefined) {
    const words: BrowserMessages = nativeExtension().i18n;
    return words.getMessage(name, values);
  }
  return text.replaceAll(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
}

/** A catalogue has forms for one and for more, as its language tells them apart, and may have one for none before. */
function pluralForm(count: number, forms: string[]): string {
  if (count === 0 && forms.length > 2) return forms[0] ?? '';
  const locale = textOf('@@ui_locale', []).replace('_', '-');
  const rules = pluralRules.get(locale) ?? new Intl.PluralRules(locale);
  pluralRules.set(locale, rules);
  return forms.at(rules.select(count) === 'one' ? -2 : -1) ?? forms[0] ?? '';
}
