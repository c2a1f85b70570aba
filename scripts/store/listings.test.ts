import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { expect, test } from 'vitest';
import { languages } from '../../lib/language/languages.ts';
import { picturesForStores } from './pictures.ts';
import { readListing } from './read-listing.ts';

const root = join(import.meta.dirname, '../..');
const listings = readdirSync(join(root, 'docs/store')).filter((name) => /^[a-z_A-Z]+\.md$/.test(name));
const languagesOf = listings.filter((name) => name !== 'README.md').map((name) => name.slice(0, -3));

test('TOOLS-33 there is a text for the stores in every language', () => {
  expect(languagesOf.toSorted()).toEqual(Object.keys(languages).toSorted());
});

test.each(languagesOf)('TOOLS-33 what the stores show in %s fits all of them', async (language) => {
  const listing = readListing(readFileSync(join(root, 'docs/store', `${language}.md`), 'utf8'));
  const messages = await parseMessagesFile(join(root, 'locales', `${language}.yml`));
  const described = messages.find(({ key }) => key.join('.') === 'description');
  const length = (text: string) => Array.from(text).length;
  // Chrome and Edge take name and summary from the manifest.
  expect(listing.summary).toBe(described?.type === 'simple' ? described.message : '');
  expect(length(listing.name)).toBeLessThanOrEqual(45);
  expect(length(listing.summary)).toBeLessThanOrEqual(132);
  expect(length(listing.longerSummary)).toBeLessThanOrEqual(250);
  expect(length(listing.description)).toBeGreaterThanOrEqual(250);
  expect(length(listing.description)).toBeLessThanOrEqual(10_000);
  // No store shows the signs of Markdown or HTML as what they mean.
  expect(listing.description).not.toMatch(/[*_`#<>[\]]/);
  expect(listing.searchTerms.length).toBeLessThanOrEqual(7);
  for (const term of listing.searchTerms) expect(length(term)).toBeLessThanOrEqual(30);
  expect(listing.searchTerms.flatMap((term) => term.split(' ')).length).toBeLessThanOrEqual(21);
  expect(listing.onPictures).toHaveLength(picturesForStores.length);
});

test('TOOLS-33 a part that is missing is named', () => {
  expect(() => readListing('# English\n\n## Name\n\nBaton\n')).toThrow('There is no “Summary”.');
});
