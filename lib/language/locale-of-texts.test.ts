import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localeOfTexts } from './locale-of-texts.ts';

it.each([
  ['en', 'en_GB', 'en-GB'],
  ['en', 'en-US', 'en-US'],
  ['en', 'en_US_POSIX', 'en-US'],
  ['en', 'en_AU.UTF-8', 'en-AU'],
  ['en', 'en_US@posix', 'en-US'],
  ['en', 'EN_gb', 'en-GB'],
  ['de', 'de_AT', 'de-AT'],
  ['es', 'es_419', 'es-419'],
  ['pt-BR', 'pt_PT', 'pt-PT'],
  ['zh-CN', 'zh_Hans_SG', 'zh-SG'],
  ['zh-CN', 'zh_Hans_CN', 'zh-CN'],
])('LANG-5 texts in %s in a browser in %s are read in %s: the region stays', (tag, browser, locale) => {
  expect(localeOfTexts(tag, browser)).toBe(locale);
});

it.each([
  ['en', 'he'],
  ['en', 'ar_EG'],
  ['en', 'nl_NL'],
  ['fr', 'de_CH'],
  ['zh-CN', 'zh_TW'],
  ['zh-CN', 'zh_Hant_HK'],
  ['en', 'en_Shaw_GB'],
  ['pt-BR', 'pt'],
  ['ja', 'ja'],
])('LANG-5 texts in %s in a browser in %s are read in their own language', (tag, browser) => {
  expect(localeOfTexts(tag, browser)).toBe(tag);
});

const odd = [
  '',
  'C',
  'POSIX',
  'ca_ES_VALENCIA',
  'ca@valencia',
  'sr@latin',
  'en_',
  '_',
  'x',
  '\u0000',
  'en GB',
];

it.each(odd)('LANG-6 a browser that calls its language %j has its pages', (browser) => {
  expect(localeOfTexts('de', browser)).toBe('de');
});

const piece = fc.oneof(
  fc.constantFrom('en', 'de', 'ca', 'zh', 'Hans', 'Latn', 'GB', '419', 'VALENCIA', 'POSIX', 'u', 'x', 'nu'),
  fc.string({ maxLength: 9 }),
);
const name = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.tuple(piece, fc.constantFrom('_', '-', '@', '.', '')), { maxLength: 6 })
    .map((pieces) => pieces.flat().join('')),
);

it('LANG-6 whatever names come in, Intl takes the locale', () => {
  fc.assert(
    fc.property(name, name, (tag, browser) => {
      const locale = localeOfTexts(tag, browser);
      expect(new Intl.DateTimeFormat(locale).format(0)).not.toBe('');
      expect(new Intl.PluralRules(locale).select(1)).not.toBe('');
    }),
    { numRuns: 3000 },
  );
});

it('LANG-6 whatever a browser calls its language, the texts stay in theirs', () => {
  fc.assert(
    fc.property(fc.constantFrom('en', 'de', 'pt-BR', 'zh-CN'), name, (tag, browser) => {
      const { language, script } = new Intl.Locale(localeOfTexts(tag, browser)).maximize();
      const texts = new Intl.Locale(tag).maximize();
      expect([language, script]).toEqual([texts.language, texts.script]);
    }),
    { numRuns: 3000 },
  );
});
