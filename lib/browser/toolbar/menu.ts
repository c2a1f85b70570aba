import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { openSession, skipCommand } from '../../timer/press-commands.ts';
import type { Preset, Settings } from '../../timer/settings.ts';
import type { TimerView } from '../../timer/view.ts';
import { optionalApi } from '../native.ts';
import { type Press, pressOfPreset } from './press.ts';

/** An entry of the icon's menu. Browsers show at most six entries of the first level. */
export interface MenuItem {
  id: Press | 'presets';
  title: string;
  type?: 'radio';
  parentId?: 'presets';
  checked?: boolean;
  enabled?: boolean;
}

const key = 'menu';

type Menus = typeof browser.contextMenus;

export function menuItems(view: TimerView, settings: Settings): MenuItem[] {
  const isOpen = openSession(view) !== null;
  const breakWaits = !isOpen && view.phase !== 'work';
  return [
    { id: 'toggle', title: toggleTitle(view) },
    {
      id: 'skip',
      title: i18n.t(breakWaits ? 'timer.skip_break' : 'timer.skip'),
      enabled: skipCommand(view) !== null,
    },
    { id: 'stop', title: i18n.t('timer.stop'), enabled: isOpen },
    { id: 'presets', title: i18n.t(isOpen ? 'menu.next_preset' : 'menu.start_preset') },
    ...Object.entries(settings.presets).map(([name, preset]): MenuItem => ({
      id: pressOfPreset(name),
      title: presetTitle(name, preset),
      type: 'radio',
      parentId: 'presets',
      checked: name === settings.preset,
    })),
    { id: 'statistics', title: i18n.t('pages.statistics') },
  ];
}

function toggleTitle({ state, phase }: TimerView): string {
  if (state === 'running') return i18n.t('timer.pause');
  return state === 'paused' ? i18n.t('timer.resume') : i18n.t(`timer.start_phase.${phase}`);
}

function presetTitle(name: string, preset: Preset): string {
  const { work_duration, short_break, long_break } = preset;
  const title = preset.name || (isNamed(name) ? i18n.t(`preset.${name}`) : i18n.t('preset.unnamed'));
  // A single ampersand would underline the letter after it.
  return `${title.replaceAll('&', '&&')} · ${work_duration}/${short_break}/${long_break}`;
}

function isNamed(name: string): name is 'short' | 'long' {
  return name === 'short' || name === 'long';
}

/** Keeps the icon's menu as `menuItems` says, where icons have one. */
export interface ToolbarMenu {
  /** Resolves once the menu is there. */
  show(view: TimerView, settings: Settings): Promise<void>;
}

/**
 * The browser keeps a menu while the worker sleeps, and forgets it when it ends. So the worker notes what it built in
 * `storage.session`, which is forgotten at the same time.
 */
export function createMenu(): ToolbarMenu {
  let shown: string | undefined;
  let building = Promise.resolve();

  async function build(menus: Menus, items: MenuItem[]): Promise<void> {
    const wanted = JSON.stringify(items);
    shown ??= (await browser.storage.session.get<{ menu?: string }>(key)).menu;
    if (wanted === shown) return;
    // If the worker dies before the end, the next one builds the whole menu again.
    await browser.storage.session.remove(key);
    await menus.removeAll();
    await Promise.all(items.map((item) => create(menus, item)));
    shown = wanted;
    await browser.storage.session.set({ [key]: wanted });
  }

  return {
    show(view, settings) {
      const { contextMenus } = optionalApi();
      if (!contextMenus) return building;
      const items = menuItems(view, settings);
      building = building.then(() => build(contextMenus, items)).catch(() => undefined);
      return building;
    },
  };
}

function create(menus: Menus, item: MenuItem): Promise<void> {
  return new Promise((created) => {
    menus.create({ ...item, contexts: ['action'] }, () => {
      void browser.runtime.lastError;
      created();
    });
  });
}

/** Call this at start-up, in the first turn. */
export function onMenuClick(handle: (press: Press) => void): void {
  optionalApi().contextMenus?.onClicked.addListener(({ menuItemId }) => handle(menuItemId as Press));
}
