import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { installCatalogue } from '../ui/testing/catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { readChosenLanguage, storeChosenLanguage } from './chosen-language.ts';
import { followChosenLanguage } from './follow-chosen-language.ts';
import { i18n } from './i18n.ts';

const packed: Record<string, string> = {
  en: 'Statistics',
  de: 'Statistik',
  fr: 'Statistiques',
  ar: 'إحصاءات',
};
const direction = (language: string) => (language === 'ar' ? 'rtl' : 'ltr');

/** Answers for the address of a packed file as the browser does. */
function fetchPacked(address: string): Promise<Response> {
  const language = /_locales\/(\w+)\//.exec(address)?.[1] ?? '';
  const text = packed[language];
  if (text === undefined) return Promise.reject(new TypeError('Failed to fetch'));
  const texts = { stats_title: text, language_tag: language, language_direction: direction(language) };
  const messages = Object.entries(texts).map(([name, message]) => [name, { message }]);
  return Promise.resolve(new Response(JSON.stringify(Object.fromEntries(messages))));
}

beforeAll(installCatalogue);
beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('fetch', fetchPacked);
});

const noCatalogue = () => ({ value: null as Catalogue | null });
const title = () => i18n.t('stats.title');

it('LANG-1 what was chosen is spoken from the first text on', async () => {
  await storeChosenLanguage('de');
  await followChosenLanguage(noCatalogue());
  expect(title()).toBe('Statistik');
  expect(i18n.t('language.tag')).toBe('de');
});

it('LANG-1 another choice is followed at once, and its end', async () => {
  const changed = vi.fn<() => void>();
  await followChosenLanguage(noCatalogue(), changed);
  expect(title()).toBe('Statistics');
  await storeChosenLanguage('fr');
  await vi.waitFor(() => expect(title()).toBe('Statistiques'));
  await storeChosenLanguage(null);
  await vi.waitFor(() => expect(title()).toBe('Statistics'));
  expect(await readChosenLanguage()).toBeNull();
  expect(changed).toHaveBeenCalledTimes(2);
});

it('LANG-1 of two choices right after one another the later one stays', async () => {
  const changed = vi.fn<() => void>();
  await followChosenLanguage(noCatalogue(), changed);
  await Promise.all([storeChosenLanguage('fr'), storeChosenLanguage('de')]);
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));
  expect(title()).toBe('Statistik');
});

it('LANG-1 a language that is not there is the browser’s', async () => {
  await storeChosenLanguage('tlh');
  await followChosenLanguage(noCatalogue());
  expect(title()).toBe('Statistics');
});

it('LANG-3 some languages are written from the right', async () => {
  await storeChosenLanguage('ar');
  await followChosenLanguage(noCatalogue());
  expect(i18n.t('language.direction')).toBe('rtl');
  await storeChosenLanguage('de');
  await followChosenLanguage(noCatalogue());
  expect(i18n.t('language.direction')).toBe('ltr');
});

it.each([
  ['de', 'Statistik'],
  ['de-AT', 'Statistik'],
  ['tlh', 'Statistics'],
])('LANG-7 a browser in %s that gives no text at all', async (uiLanguage, expected) => {
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue(uiLanguage);
  await followChosenLanguage(noCatalogue());
  expect(title()).toBe(expected);
  vi.restoreAllMocks();
});
