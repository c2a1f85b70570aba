// @vitest-environment happy-dom
import { beforeAll, beforeEach, expect, it } from 'vitest';
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

it('UI-19 tells the reader the language and the direction of the page', () => {
  applyLanguageAndTheme(document, localStorage);
  expect(document.documentElement.lang).toBe('en');
  expect(document.documentElement.dir).toBe('ltr');
});
