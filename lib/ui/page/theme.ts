import { i18n } from '#i18n';
import { effect } from '@preact/signals';
import { uiLocale } from '../kit/locale.ts';

/** `system` follows the system; the other two are this browser's own choice. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';

/** The choice is kept in `localStorage`, where a page can read it before its first paint. */
export function readTheme(storage: Storage): Theme {
  const stored = storage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function storeTheme(storage: Storage, theme: Theme): void {
  if (theme === 'system') storage.removeItem(key);
  else storage.setItem(key, theme);
}

export function applyTheme(page: Document, storage: Storage): void {
  const theme = readTheme(storage);
  const { dataset } = page.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** Gives a page its language, its direction and its colours, and follows when they change. */
export function applyLanguageAndTheme(page: Document, storage: Storage): void {
  effect(() => {
    page.documentElement.lang = uiLocale();
    page.documentElement.dir = i18n.t('language.direction');
  });
  applyTheme(page, storage);
  page.defaultView?.addEventListener('storage', () => applyTheme(page, storage));
}
