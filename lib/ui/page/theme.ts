import { effect } from '@preact/signals';
import { i18n } from '#i18n';
import { uiLocale } from '../kit/locale.ts';

/** `system` follows the system; the other two are this browser's own choice. */
export type Theme = 'system' | 'light' | 'dark';

const key = 'theme';

/** The stored choice. It is kept where a page can read it before its first picture. */
export function readTheme(shelf: Storage): Theme {
  const stored = shelf.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function storeTheme(shelf: Storage, theme: Theme): void {
  if (theme === 'system') shelf.removeItem(key);
  else shelf.setItem(key, theme);
}

/** Puts the stored choice into effect on a page. */
export function paintTheme(page: Document, shelf: Storage): void {
  const theme = readTheme(shelf);
  const { dataset } = page.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}

/** Gives a page its language, its direction and its colours, and follows when another page changes these. */
export function dressPage(page: Document, shelf: Storage): void {
  effect(() => {
    page.documentElement.lang = uiLocale();
    page.documentElement.dir = i18n.t('@@bidi_dir');
  });
  paintTheme(page, shelf);
  page.defaultView?.addEventListener('storage', () => paintTheme(page, shelf));
}
