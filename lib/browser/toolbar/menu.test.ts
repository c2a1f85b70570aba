import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { defaultPreferences, defaultPresets, type Settings } from '../../timer/settings.ts';
import { installCatalogue } from '../../ui/testing/catalogue.ts';
import { idleView, runningView } from '../../ui/testing/fixtures.ts';
import { createMenu, menuItems, type MenuItem, onMenuClick } from './menu.ts';

const settings: Settings = { ...defaultPreferences, presets: { ...defaultPresets }, sites: [] };

/** A browser's own menu, which refuses what real ones refuse. */
function aMenu() {
  const items = new Map<string, MenuItem & { contexts: string[] }>();
  const listeners: ((info: { menuItemId: string }) => void)[] = [];
  let built = 0;
  const contextMenus = {
    removeAll: () => Promise.resolve(items.clear()),
    create(item: MenuItem & { contexts: string[] }, created: () => void) {
      if (items.has(item.id)) throw new Error(`Cannot create item with duplicate id ${item.id}`);
      if (item.parentId && !items.has(item.parentId)) throw new Error('Cannot find the parent');
      built += 1;
      items.set(item.id, item);
      queueMicrotask(created);
    },
    onClicked: {
      addListener: (listener: (info: { menuItemId: string }) => void) => listeners.push(listener),
    },
  };
  Object.assign(fakeBrowser, { contextMenus });
  return {
    items,
    built: () => built,
    click: (id: string) => listeners.forEach((listener) => listener({ menuItemId: id })),
  };
}

function titles(items: Iterable<MenuItem>): string[] {
  return [...items].map(({ title }) => title);
}

beforeAll(installCatalogue);
beforeEach(() => fakeBrowser.reset());

describe('TOOLBAR-4 the menu on the icon', () => {
  test('TOOLBAR-4 has start or pause, skip, stop, each preset and the statistics', () => {
    expect(titles(menuItems(runningView, settings))).toEqual([
      'Pause',
      'Skip to the next phase',
      'Stop',
      'Next preset',
      'Short · 25/5/15',
      'Long · 50/10/30',
      'Statistics',
    ]);
  });

  test('TOOLBAR-4 names the phase that would start, and greys out what would do nothing', () => {
    const idle = menuItems(idleView, settings);
    expect(titles(idle).slice(0, 4)).toEqual(['Start focus', 'Skip to the next phase', 'Stop', 'Start with']);
    expect(idle.filter(({ enabled }) => enabled === false).map(({ id }) => id)).toEqual(['skip', 'stop']);
  });

  test('TOOLBAR-4 offers to leave out a break that waits', () => {
    const waits = { ...idleView, state: 'finished' as const, phase: 'short_break' as const };
    expect(titles(menuItems(waits, settings)).slice(0, 2)).toEqual([
      'Start short break',
      'Skip the break and start focus',
    ]);
  });

  test('TOOLBAR-4 marks the preset of the next start and shows names as they were typed', () => {
    const own = {
      name: 'R&D',
      work_duration: 90,
      short_break: 15,
      long_break: 30,
      sessions_before_long_break: 2,
    };
    const items = menuItems(idleView, { ...settings, preset: 'own', presets: { ...settings.presets, own } });
    expect(items.find(({ checked }) => checked)).toMatchObject({
      id: 'preset:own',
      title: 'R&&D · 90/15/30',
      parentId: 'presets',
    });
  });

  test('TOOLBAR-4 keeps to the six entries that a browser shows', () => {
    expect(menuItems(idleView, settings).filter(({ parentId }) => !parentId).length).toBeLessThanOrEqual(6);
  });
});

test('TOOLBAR-4 is built on the icon and told when one of its entries is clicked', async () => {
  const browserMenu = aMenu();
  const pressed: string[] = [];
  onMenuClick((press) => pressed.push(press));
  await createMenu().show(idleView, settings);
  expect([...browserMenu.items.keys()]).toEqual(menuItems(idleView, settings).map(({ id }) => id));
  expect(new Set([...browserMenu.items.values()].flatMap(({ contexts }) => contexts))).toEqual(
    new Set(['action']),
  );
  browserMenu.click('preset:long');
  expect(pressed).toEqual(['preset:long']);
});

test('TOOLBAR-7 the menu is built anew when it would say something else, and only then', async () => {
  const browserMenu = aMenu();
  const menu = createMenu();
  await menu.show(runningView, settings);
  const once = browserMenu.built();
  await menu.show({ ...runningView, remaining: 1000 }, settings);
  await createMenu().show(runningView, settings);
  expect(browserMenu.built()).toBe(once);
  await menu.show({ ...runningView, state: 'paused' }, settings);
  expect(browserMenu.built()).toBe(2 * once);
  expect(browserMenu.items.get('toggle')?.title).toBe('Resume');
});

test('TOOLBAR-7 two changes at once leave one menu, the later one', async () => {
  const browserMenu = aMenu();
  const menu = createMenu();
  await Promise.all([menu.show(idleView, settings), menu.show(runningView, settings)]);
  expect(browserMenu.items.size).toBe(7);
  expect(browserMenu.items.get('toggle')?.title).toBe('Pause');
});
