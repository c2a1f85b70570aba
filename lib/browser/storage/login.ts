import { browser } from 'wxt/browser';

/** A login that was left, as it is kept. The server that it names ends it. */
interface LeftLogin {
  url: string;
  key: string;
  access_token: string;
  refresh_token: string;
}

const left = 'left_logins';
/** A server that cannot be reached for so long (milliseconds) is not told any more. */
const staysFor = 7 * 24 * 60 * 60 * 1000;

/** The changes of the list of left logins are made one after another. */
let last = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.catch(() => undefined).then(work);
  return last;
}

async function kept(): Promise<(LeftLogin & { left_at: number })[]> {
  const stored = (await browser.storage.local.get(left))[left];
  return Array.isArray(stored) ? (stored as (LeftLogin & { left_at: number })[]) : [];
}

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
  leave: (login: LeftLogin, key?: string): Promise<void> =>
    inTurn(async () => {
      const logins = [...(await kept()), { ...login, left_at: Date.now() }];
      // One write, so that a worker that dies leaves the login in just one of the two places.
      await browser.storage.local.set({ [left]: logins, ...(key !== undefined && { [key]: null }) });
      if (key !== undefined) await browser.storage.local.remove(key);
    }),
  async leftLogins(): Promise<LeftLogin[]> {
    const logins = await kept();
    const isRecent = ({ left_at }: { left_at: number }) => Math.abs(Date.now() - left_at) < staysFor;
    for (const login of logins) if (!isRecent(login)) await loginStorage.forgetLeft(login);
    return logins.filter(isRecent);
  },
  forgetLeft: ({ refresh_token }: LeftLogin): Promise<void> =>
    inTurn(async () => {
      const others = (await kept()).filter((login) => login.refresh_token !== refresh_token);
      await (others.length > 0
        ? browser.storage.local.set({ [left]: others })
        : browser.storage.local.remove(left));
    }),
};
