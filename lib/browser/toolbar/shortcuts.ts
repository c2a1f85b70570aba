import { browser } from 'wxt/browser';
import { optionalApi, type OptionalApi } from '../native.ts';
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
  optionalApi().commands?.onCommand.addListener((command) => handle(command as Press));
}

/** What pages show of the keys, and the way to where they are chosen. */
export interface Shortcuts {
  list(): Promise<Shortcut[]>;
  /** Opens the browser's page on which the person chooses the keys. */
  change(): void;
}

/** Null in a browser without keyboard commands. */
export function shortcuts(): Shortcuts | null {
  const { commands } = optionalApi();
  if (!commands) return null;
  return {
    async list() {
      const all = await commands.getAll();
      return all.map(({ name = '', shortcut = '' }) => ({ command: name, keys: shortcut }));
    },
    change() {
      if (import.meta.env.FIREFOX) void (commands as FirefoxCommands).openShortcutSettings();
      else void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    },
  };
}

type FirefoxCommands = NonNullable<OptionalApi['commands']> & { openShortcutSettings(): Promise<void> };
