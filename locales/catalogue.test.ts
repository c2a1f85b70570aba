import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseMessagesFile, SUPPORTED_LOCALES } from '@wxt-dev/i18n/build';
import { expect, it } from 'vitest';
import { languages as offered } from '../lib/language/languages.ts';
import { readCatalogueUses } from './testing/catalogue-uses.ts';

const root = join(import.meta.dirname, '..');
const languages = globSync('*.yml', { cwd: import.meta.dirname }).map((file) => basename(file, '.yml'));
const translations = languages.filter((language) => language !== 'en');

/** A language's texts: by key, and by plural form where there is more than one. */
type Catalogue = ReadonlyMap<string, Readonly<Record<string, string>>>;

async function read(language: string): Promise<Catalogue> {
  const messages = await parseMessagesFile(join(import.meta.dirname, `${language}.yml`));
  return new Map(
    messages
      .filter(({ key }) => !key[0]?.startsWith('@@'))
      .map((message) => [
        message.key.join('.'),
        message.type === 'plural' ? message.plurals : { only: message.message },
      ]),
  );
}

function texts(catalogue: Catalogue): [name: string, text: string][] {
  return [...catalogue].flatMap(([key, forms]) =>
    Object.entries(forms).map(([form, text]): [string, string] => [`${key} ${form}`, text]),
  );
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\$\d/g))].toSorted();

const english = await read('en');
const shipped = globSync('{lib,entrypoints}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|\/testing\/|^entrypoints\/gallery\//.test(file.replaceAll('\\', '/')),
);
const uses = readCatalogueUses(shipped.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

it('I18N-1 the languages are those that were promised, under names that browsers know', () => {
  expect(languages.toSorted()).toEqual(['de', 'en', 'es', 'fr', 'ja', 'pt_BR', 'zh_CN']);
  expect(languages.filter((language) => !SUPPORTED_LOCALES.has(language))).toEqual([]);
});

it('LANG-1 every language that there is a catalogue of can be chosen', () => {
  expect(Object.keys(offered).toSorted()).toEqual(languages.toSorted());
});

it.each(languages)('LANG-5 %s names its language and the direction of its script', async (language) => {
  const catalogue = await read(language);
  expect(catalogue.get('language.tag')).toEqual({ only: language.replace('_', '-') });
  expect(catalogue.get('language.direction')).toEqual({ only: 'ltr' });
});

it.each(translations)('I18N-2 %s has exactly the keys of English, in its order', async (language) => {
  expect([...(await read(language)).keys()]).toEqual([...english.keys()]);
});

it.each(translations)('I18N-3 %s has the plural forms of English', async (language) => {
  const forms = (catalogue: Catalogue) => texts(catalogue).map(([name]) => name);
  expect(forms(await read(language))).toEqual(forms(english));
});

it.each(translations)('I18N-4 %s puts the same values into its texts', async (language) => {
  const values = (catalogue: Catalogue) =>
    Object.fromEntries(texts(catalogue).map(([name, text]) => [name, placeholders(text)]));
  expect(values(await read(language))).toEqual(values(english));
});

it.each(languages)('I18N-5 %s has no text that is empty, padded or would split in two', async (language) => {
  const broken = texts(await read(language)).filter(
    ([, text]) => text.trim() === '' || text.trim() !== text || text.includes('|'),
  );
  expect(broken).toEqual([]);
});

// What a store shows of an extension, and the longest that it takes.
it.each(languages)(
  'I18N-6 %s names and describes the extension as briefly as stores want it',
  async (language) => {
    const catalogue = await read(language);
    expect(catalogue.get('name')).toEqual({ only: 'Baton' });
    expect(catalogue.get('description')?.['only']?.length).toBeLessThanOrEqual(132);
  },
);

/** What a typesetter of the language would mark. */
const slips: Record<string, RegExp> = {
  de: /"|'|\.\.\.|„[^“]*$|”/,
  es: /"|'|\.\.\.|[“”]|^[^¿]*\?|^[^¡]*!/,
  fr: /"|'|\.\.\.|[“”]|[^\u202f][;?!]|«[^\u00a0]|[^\u00a0]»|[^\u00a0]:(?!\/\/)/,
  pt_BR: /"|'|\.\.\.|[«»„]/,
  ja: /"|'|\.\.\.|[“”]|[?!;]|:(?!\/\/)|,/,
  zh_CN: /"|'|\.\.\.|[「」]|[?!;]|:(?!\/\/)|,/,
};

it.each(translations)('I18N-7 %s is set as its readers know it', async (language) => {
  const slip = slips[language] ?? /^/;
  expect(texts(await read(language)).filter(([, text]) => slip.test(text))).toEqual([]);
});

it('I18N-8 every key in the code is in the catalogue', () => {
  expect(uses.keys.filter((key) => !english.has(key))).toEqual([]);
  const hits = (pattern: RegExp) => [...english.keys()].some((key) => pattern.test(key));
  expect(uses.patterns.filter((pattern) => !hits(pattern))).toEqual([]);
});

it('I18N-9 every text of the catalogue is used', () => {
  const manifest = readFileSync(join(root, 'wxt.config.ts'), 'utf8');
  const isUsed = (key: string) =>
    uses.literals.has(key) ||
    uses.patterns.some((pattern) => pattern.test(key)) ||
    manifest.includes(`__MSG_${key.replaceAll('.', '_')}__`);
  expect([...english.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

it('I18N-10 nothing that a person reads stands outside the catalogue', () => {
  expect(uses.strayTexts).toEqual([]);
});

it('I18N-10 a stray text is found between tags, in braces and in attributes that are read', () => {
  const { strayTexts } = readCatalogueUses([
    ['a.tsx', `const a = <p title="Hello">there {'you'} {few > 2 ? 'many' : name} <b>·</b></p>;`],
  ]);
  expect(strayTexts).toEqual(['a.tsx: there', 'a.tsx: you', 'a.tsx: many', 'a.tsx: Hello']);
});
