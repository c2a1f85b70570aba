import { browser } from 'wxt/browser';

const key = 'update_waits';

/** The new version that the browser has ready. It is forgotten at the browser's end, which brings that version. */
export const waitingUpdate = {
  /** Since when it waits, by this machine's clock. Null where there is none. */
  async since(): Promise<number | null> {
    const at = (await browser.storage.session.get(key))[key];
    return typeof at === 'number' ? at : null;
  },
  note: (at: number): Promise<void> => browser.storage.session.set({ [key]: at }),
  /** Ends this version, and starts the new one. */
  async take(): Promise<void> {
    await browser.storage.session.remove(key);
    browser.runtime.reload();
  },
};

/**
 * Calls `came` when a new version is ready. Firefox then leaves it to the extension when it takes over, or to its own
 * next start. Chromium brings a new version as soon as neither a page nor the worker runs, so it has nothing to wait
 * for. Call this at start-up, in the first turn.
 */
export function onUpdateWaits(came: () => void): void {
  if (import.meta.env.FIREFOX) browser.runtime.onUpdateAvailable.addListener(came);
}

/** Whether a page of Baton is open, with something that somebody may be typing. */
export async function isPageOpen(): Promise<boolean> {
  const pages = await browser.runtime.getContexts({ contextTypes: ['TAB', 'POPUP'] });
  return pages.length > 0;
}
