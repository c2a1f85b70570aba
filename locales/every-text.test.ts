import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { beforeAll, expect, it } from 'vitest';
import { languages } from '../lib/language/languages.ts';
import { installCatalogue } from '../lib/ui/testing/catalogue.ts';
import { allTexts } from './testing/all-texts.ts';
import { numberFaults, numberWords } from './testing/number-faults.ts';
import { textFaults } from './testing/text-faults.ts';

/** Where to write all texts for reading: `BATON_TEXTS=out/texts npx vitest run --project unit locales/every-text.test.ts` */
const folder = process.env['BATON_TEXTS'];

/** What browsers call the languages of the catalogues. They bring the clock and the numbers of their region. */
const browsers = [
  ['en', 'en_US'],
  ['en', 'en_GB'],
  ['de', 'de'],
  ['de', 'de_CH'],
  ['es', 'es'],
  ['es', 'es_419'],
  ['fr', 'fr'],
  ['fr', 'fr_CA'],
  ['pt_BR', 'pt_BR'],
  ['ja', 'ja'],
  ['zh_CN', 'zh_CN'],
] as const;

beforeAll(installCatalogue);

/** The forms of all texts that have some. */
async function formsIn(language: string) {
  const entries = await parseMessagesFile(join(import.meta.dirname, `${language}.yml`));
  return entries.flatMap((entry) =>
    entry.type === 'plural' ? [{ one: entry.plurals['1'] ?? '', several: entry.plurals['n'] ?? '' }] : [],
  );
}

it('I18N-12 all languages are read', () => {
  expect([...new Set(browsers.map(([language]) => language))].toSorted()).toEqual(
    Object.keys(languages).toSorted(),
  );
});

it.each(browsers)(
  'I18N-12 I18N-13 every text in %s, in a browser in %s, with every kind of value, is well set',
  async (language, browser) => {
    const shown = await allTexts(language, browser);
    const words = numberWords(await formsIn(language));
    const rules = new Intl.PluralRules(language.replace('_', '-'));
    const isOne = (count: number) => rules.select(count) === 'one';
    const faults = shown.flatMap((one) =>
      [...textFaults(language, one), ...numberFaults(words, isOne, one.text)].map(
        (fault) => `${one.key}: ${fault}: ${one.text}`,
      ),
    );
    if (folder) {
      mkdirSync(folder, { recursive: true });
      const lines = shown.map(({ key, text }) => `${key}\t${text}`);
      writeFileSync(join(folder, `${browser}.txt`), `${[...new Set(lines)].join('\n')}\n`);
    }
    expect(shown.length).toBeGreaterThan(1000);
    expect(faults).toEqual([]);
  },
);
