import { browser } from 'wxt/browser';

/** Keeps the login on disk, since a worker dies often, and in this browser profile only. */
export const loginStorage = {
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
