import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { openSession, skipCommand } from '../../timer/press-commands.ts';
import type { Preset, Settings } from '../../timer/settings.ts';
import type { TimerView } from '../../timer/view.ts';
import { type Press, presetPress } from './press.ts';

/** An entry of the icon's menu. Browsers show six of the first level. */
export interface MenuItem {
  id: Press | 'presets';
  title: string;
  type?: 'radio';
  parentId?: 'presets';
  checked?: boolean;
  enabled?: boolean;
}

const key = 'menu';

export function menuItems(view: TimerView, settings: Settings): MenuItem[] {
  const isOpen = openSession(view) !== null;
  const leavesOut = view.state === 'finished' && view.phase !== 'work';
  return [
    { id: 'toggle', title: toggleTitle(view) },
    {
      id: 'skip',
      title: i18n.t(leavesOut ? 'timer.skip_break' : 'timer.skip'),
      enabled: skipCommand(view) !== null,
    },
    { id: 'stop', title: i18n.t('timer.stop'), enabled: isOpen },
    { id: 'presets', title: i18n.t(isOpen ? 'menu.next_preset' : 'menu.start_preset') },
    ...Object.entries(settings.presets).map(([name, preset]): MenuItem => ({
      id: presetPress(name),
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
  const own = preset.name || (isNamed(name) ? i18n.t(`preset.${name}`) : i18n.t('preset.unnamed'));
  // A single ampersand would underline the letter after it.
  return `${own.replaceAll('&', '&&')} · ${work_duration}/${short_break}/${long_break}`;
}

function isNamed(name: string): name is 'short' | 'long' {
  return name === 'short' || name === 'long';
}

/**
 * Keeps the icon's menu as `menuItems` says. The browser keeps it while the worker sleeps; what was built is noted
 * where it is forgotten together with it.
 */
export function createMenu() {
  let shown: string | undefined;
  let building = Promise.resolve();

  async function build(items: MenuItem[]): Promise<void> {
    const wanted = JSON.stringify(items);
    shown ??= (await browser.storage.session.get<{ menu?: string }>(key)).menu;
    if (wanted === shown) return;
    // Should the worker die on the way, the next one begins anew.
    await browser.storage.session.remove(key);
    await browser.contextMenus.removeAll();
    await Promise.all(items.map(create));
    shown = wanted;
    await browser.storage.session.set({ [key]: wanted });
  }

  return {
    /** Resolves once the menu is there. */
    show(view: TimerView, settings: Settings): Promise<void> {
      const items = menuItems(view, settings);
      building = building.then(() => build(items)).catch(() => undefined);
      return building;
    },
  };
}

function create(item: MenuItem): Promise<void> {
  return new Promise((created) => {
    browser.contextMenus.create({ ...item, contexts: ['action'] }, () => {
      void browser.runtime.lastError;
      created();
    });
  });
}

/** To be called at start-up, in its first turn. */
export function onMenu(handle: (press: Press) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => handle(menuItemId as Press));
}
