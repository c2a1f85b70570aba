import type { Shown } from './all-texts.ts';
import { isOwn, type Kind } from './values.ts';

/** A pattern that no text may have, whatever it says. */
type Pattern = readonly [fault: string, pattern: RegExp];

const everywhere: readonly Pattern[] = [
  ['a place is empty', /\$\d|undefined|NaN|Invalid Date/],
  ['two spaces', /\s\s/],
  ['a space at an end', /^\s|\s$/],
  ['two signs', /\.\.|,,|::|;;|。。|、、|：：|[.,]。/],
  ['the same word twice', /(?<!\p{L})(?!vous vous)(\p{L}{2,}) \1(?!\p{L})/iu],
  // In French, spaces that do not break stand before some signs.
  ['a space before a sign', /[^\S\u00a0\u202f][,.;:!?)]/],
];

const cjk = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';

const ofLanguage: Readonly<Partial<Record<string, readonly Pattern[]>>> = {
  ja: [
    ['half-width signs', /[();]|,(?!\d{3})/],
    ['a space behind a figure', new RegExp(`(?<!#)\\d ${cjk}`, 'u')],
  ],
  zh_CN: [
    ['half-width signs', /[();]|,(?!\d{3})/],
    ['a space between words', new RegExp(`${cjk} ${cjk}`, 'u')],
    ['no space beside Latin', new RegExp(`\\p{Script=Latin}${cjk}|${cjk}\\p{Script=Latin}`, 'u')],
  ],
};

/** Words before a time of the clock. A day does not go behind them. */
const clockWords: Readonly<Partial<Record<string, RegExp>>> = {
  en: /(?<!\p{L})(at|by)$/u,
  de: /(?<!\p{L})(um|gegen)$/u,
  fr: /(?<!\p{L})(à|vers)$/u,
  es: /(?<!\p{L})a las?$/u,
  pt_BR: /(?<!\p{L})(às|das|pelas)$/u,
};

/** Those of them that do not go before one o'clock either. */
const severalHours = /(?<!\p{L})(a las|às|das|pelas)$/u;

/** What only several can be called, in languages that have one form for all numbers. */
const severalOnly: Readonly<Partial<Record<string, RegExp>>> = {
  ja: /それら|最初は/,
  zh_CN: /它们|首条|首个|首次/,
};

const mayHaveDay: ReadonlySet<Kind | undefined> = new Set<Kind>(['moment', 'otherDay', 'weekTime']);

/** What is wrong with a text as it would be shown, whatever it says. */
export function textFaults(language: string, { text, kinds, values }: Shown): string[] {
  const of = (kind: Kind) => values.filter((_, place) => kinds[place] === kind);
  // A form for none says so in words.
  if (!of('count').includes('0') && !values.every((value) => text.includes(value)))
    return ['a value is missing'];
  // A name from the right would draw what follows it to its other side.
  const fromRight = values.filter((value) => /[\u0590-\u08ff]/.test(value) && text.includes(value));
  if (!fromRight.every((value) => text.includes(`\u2068${value}\u2069`))) return ['a name is not isolated'];
  // What others have written may be anything, and is not judged.
  if (!values.every(isOwn)) return [];
  const patterns = [...everywhere, ...(ofLanguage[language] ?? [])];
  const faults = patterns.filter(([, pattern]) => pattern.test(text)).map(([fault]) => fault);
  const isBehind = (words: RegExp | undefined, value: string) =>
    words?.test(text.slice(0, text.indexOf(value)).trimEnd()) ?? false;
  const days = values.filter(
    (value, place) => mayHaveDay.has(kinds[place]) && !/^\d+:\d+(\s?[ap]\.?\s?m\.?)?$/i.test(value),
  );
  if (days.some((day) => isBehind(clockWords[language], day))) faults.push('a day behind a word for hours');
  if (of('hour').some((hour) => /^\d+$/.test(hour))) faults.push('a bare hour');
  if (of('hour').some((hour) => /^0?1\D/.test(hour) && isBehind(severalHours, hour)))
    faults.push('one, as several hours');
  if (kinds.includes('count') && severalOnly[language]?.test(text)) faults.push('a word for several');
  return faults;
}
