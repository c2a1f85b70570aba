import { browser } from 'wxt/browser';

/** Where the login is kept: on disk, since the worker forgets, and in this browser profile only. */
export const sessionStorageArea = {
  async getItem(key: string): Promise<string | null> {
    const stored = await browser.storage.local.get(key);
    const value = stored[key];
    return typeof value === 'string' ? value : null;
  },
  async setItem(key: string, value: string): Promise<void> {
    await browser.storage.local.set({ [key]: value });
  },
  async removeItem(key: string): Promise<void> {
    await browser.storage.local.remove(key);
  },
};
