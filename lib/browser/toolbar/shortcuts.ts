import { browser } from 'wxt/browser';
import type { Press } from './press.ts';

/** A keyboard command of the manifest, with the keys that it has now. */
export interface Shortcut {
  /** A `Press`, or the browser's own name for opening the popup. */
  command: string;
  /** The keys as the browser writes them, or an empty text where none are set. */
  keys: string;
}

/** Call this at start-up, in the first turn. The browser itself carries out the command that opens the popup. */
export function onShortcut(handle: (press: Press) => void): void {
  browser.commands.onCommand.addListener((command) => handle(command as Press));
}

export async function listShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', shortcut = '' }) => ({ command: name, keys: shortcut }));
}

/** Opens the browser's page on which the person chooses the keys. */
export async function changeShortcuts(): Promise<void> {
  if (import.meta.env.FIREFOX) await (browser.commands as FirefoxCommands).openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

type FirefoxCommands = typeof browser.commands & { openShortcutSettings(): Promise<void> };
