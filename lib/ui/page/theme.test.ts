// @vitest-environment happy-dom
import { i18n } from '#i18n';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { timeOfDay } from '../kit/clock-text.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { applyLanguageAndTheme, applyTheme, readTheme, storeTheme } from './theme.ts';

beforeAll(installCatalogue);
beforeEach(() => localStorage.clear());

const painted = () => document.documentElement.dataset['theme'];

it('UI-19 follows the system until somebody chooses', () => {
  expect(readTheme(localStorage)).toBe('system');
  applyLanguageAndTheme(document, localStorage);
  expect(painted()).toBeUndefined();
});

it('UI-19 remembers a choice, and its end', () => {
  storeTheme(localStorage, 'dark');
  applyTheme(document, localStorage);
  expect(painted()).toBe('dark');
  storeTheme(localStorage, 'system');
  applyTheme(document, localStorage);
  expect(painted()).toBeUndefined();
});

it('UI-19 other pages follow at once', () => {
  applyLanguageAndTheme(document, localStorage);
  storeTheme(localStorage, 'light');
  window.dispatchEvent(new Event('storage'));
  expect(painted()).toBe('light');
});

it.each([
  ['he', 'en'],
  ['ca_ES_VALENCIA', 'en'],
  ['en_GB', 'en-GB'],
])('LANG-5 LANG-6 a page of a browser in %s is in %s, as its texts are', (name, locale) => {
  const { getMessage } = fakeBrowser.i18n;
  const named: Record<string, string> = { '@@ui_locale': name, '@@bidi_dir': name === 'he' ? 'rtl' : 'ltr' };
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(
    (key, values) => named[key] ?? getMessage(key, values),
  );
  applyLanguageAndTheme(document, localStorage);
  expect(document.documentElement.lang).toBe(locale);
  expect(document.documentElement.dir).toBe('ltr');
  expect(timeOfDay(Date.UTC(2026, 11, 1, 12))).not.toBe('');
  expect(i18n.t('task.planned', 1)).toBe('1 pomodoro');
  vi.restoreAllMocks();
});

it('UI-19 tells the reader the language and the direction of the page', () => {
  applyLanguageAndTheme(document, localStorage);
  expect(document.documentElement.lang).toBe('en');
  expect(document.documentElement.dir).toBe('ltr');
});
