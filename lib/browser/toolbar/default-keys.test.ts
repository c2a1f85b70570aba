import { expect, it } from 'vitest';
import { defaultKeys } from './default-keys.ts';

/** The access keys of Firefox's menus: file, edit, view, history, bookmarks, tools, help. */
const menus: Record<string, string> = {
  'en-US': 'FEVSBTH',
  'ca-valencia': 'FEVSRNA',
  de: 'DBACLXH',
  'es-ES': 'AEVSMTU',
  fr: 'FNAHMOE',
  he: 'קעתהסכז',
  ja: 'FEVSBTH',
  'pt-BR': 'AEXHVFU',
};

/** What both families of browsers take: Ctrl or Alt, perhaps Shift, and one of these. */
const form = /^(Ctrl|Alt|MacCtrl|Command)\+(Shift\+)?([A-Z0-9]|Comma|Period|Home|End|PageUp|PageDown|Space)$/;

/** Which menus the keys open on a system whose windows have menus. */
function opened(keys: string): string[] {
  const letter = /^Alt\+(?:Shift\+)?(.)$/.exec(keys)?.[1];
  return letter ? Object.keys(menus).filter((language) => menus[language]?.includes(letter)) : [];
}

it('TOOLBAR-12 no default key opens a menu of the browser', () => {
  expect(opened('Alt+Shift+S')).toEqual(['en-US', 'ca-valencia', 'es-ES', 'ja']);
  expect(opened('Alt+Shift+O')).toEqual(['fr']);
  expect(Object.values(defaultKeys).flatMap((keys) => opened(keys.default))).toEqual([]);
});

it('TOOLBAR-12 the default keys are Ctrl, Shift and a figure on every system, and differ', () => {
  const keys = Object.values(defaultKeys);
  for (const one of keys) {
    expect(one.default).toMatch(/^Ctrl\+Shift\+[1-9]$/);
    expect(one.mac).toBe(`Mac${one.default}`);
    expect(one.default).toMatch(form);
    expect(one.mac).toMatch(form);
  }
  expect(new Set(keys.map((one) => one.default)).size).toBe(keys.length);
});
