import type { createI18n } from '@wxt-dev/i18n';
import type { GeneratedI18nStructure } from '../../.wxt/i18n/structure.d.ts';
import { nativeExtension } from '../browser/native.ts';
import type { Catalogue } from './catalogue.ts';
import { localeOfTexts } from './locale-of-texts.ts';

/** The browser gives any text by its name. WXT's own type allows only the names that browsers predefine. */
interface BrowserMessages {
  getMessage(name: string, values: string[]): string;
}

/** Holds the catalogue of the chosen language, or null while the browser's own language is in use. */
export interface CatalogueSource {
  readonly value: Catalogue | null;
}

/** One page, or one worker, uses one language. A page sets a signal here, so that its texts follow a new choice. */
const current: { source: CatalogueSource } = { source: { value: null } };

/** Kept, because making one takes as long as drawing a row. */
const pluralRules = new Map<string, Intl.PluralRules>();

export function setCatalogueSource(source: CatalogueSource): void {
  current.source = source;
}

/**
 * `t` takes a key, then the count that chooses the plural form, then the values. Without values, the count is the
 * first value. The library does not export the type, so it is taken from its function.
 */
export const i18n: ReturnType<typeof createI18n<GeneratedI18nStructure>> = {
  t(key: string, ...args: (object | number | undefined)[]): string {
    const count = args.find((arg) => typeof arg === 'number');
    const values = args.find(isList) ?? (count === undefined ? [] : [count]);
    const text = textOf(key.replaceAll('.', '_'), values.map(isolate));
    return count === undefined ? text : pluralForm(count, text.split(' | '));
  },
};

/** Signs of the scripts that are written from the right, and those that change the direction without being seen. */
const fromRight =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/;

/** What a person wrote from the right changes the order of nothing around it. Signs that would let it out are dropped. */
export function isolate(value: string | number): string {
  const text = String(value);
  if (!fromRight.test(text)) return text;
  const closed = text.replaceAll(/([\u2066-\u2068][^\u2066-\u2069]*\u2069)|[\u2066-\u2069]/g, '$1');
  return `\u2068${closed}\u2069`;
}

/** The type of `t` also allows named values, which no text here has. */
function isList(values: unknown): values is readonly (string | number)[] {
  return Array.isArray(values);
}

/** A text as the browser gives it, in its own language. */
export function browserText(name: string, values: string[] = []): string {
  const browser: BrowserMessages = nativeExtension().i18n;
  return browser.getMessage(name, values);
}

function textOf(name: string, values: string[]): string {
  const text = current.source.value?.[name];
  if (text === undefined) return browserText(name, values);
  return text.replaceAll(/\$(\d)/g, (_, place: string) => values[Number(place) - 1] ?? '');
}

/** A text has a form for one and one for more, and may have one for none before them. The language tells which counts as one. */
function pluralForm(count: number, forms: string[]): string {
  if (count === 0 && forms.length > 2) return forms[0] ?? '';
  const locale = localeOfTexts(textOf('language_tag', []), '');
  const rules = pluralRules.get(locale) ?? new Intl.PluralRules(locale);
  pluralRules.set(locale, rules);
  return forms.at(rules.select(count) === 'one' ? -2 : -1) ?? forms[0] ?? '';
}
