import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { refusal, startFakeGithub, type FakeGithub } from '../../supabase/local/testing/fake-github.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const button = 'Continue with GitHub';

let github: FakeGithub;
let backend: Backend;

beforeAll(async () => {
  github = await startFakeGithub();
  backend = await startBackend({ auth: { github: github.settings } });
});

afterAll(async () => {
  await backend?.stop();
  await github?.stop();
});

describe.each(['chromium', 'firefox'] as const)('signing in by a provider in %s', (browser) => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser, backend });
    await profile.connect();
    Object.assign(github.person, { id: Math.trunc(performance.now()), email: `ada@${browser}.example` });
  });

  afterAll(async () => {
    await profile?.close();
  });

  beforeEach(async () => {
    await profile.connect();
  });

  afterEach(async () => {
    for (const open of await windows()) await open.close();
  });

  /** Provider's pages that stand open. */
  async function windows(): Promise<Page[]> {
    const pages = await (await profile.quietPage()).browser().pages();
    return pages.filter((page) => page.url().startsWith(github.settings.url));
  }

  /** Presses the button in the options. */
  async function begin(): Promise<{ options: Page; shown: Page }> {
    const options = await profile.options();
    await byRole(options, 'button', button).click();
    const shown = await waitUntil('the window of the provider is open', async () => (await windows())[0]);
    return { options, shown };
  }

  const says = (page: Page, text: string) =>
    waitUntil(`the account section says ${text}`, async () =>
      (await page.$eval('#account', (section) => section.textContent)).includes(text),
    );

  const account = async () => (await profile.status())?.account ?? null;

  /** Names of what the extension keeps of a login. */
  async function kept(): Promise<string[]> {
    const stored = await (
      await profile.quietPage()
    ).evaluate('(globalThis.browser ?? chrome).storage.local.get().then((all) => JSON.stringify(all))');
    return Object.keys(JSON.parse(String(stored)) as object).filter((key) => key.startsWith('session '));
  }

  it('ACCOUNT-14 a closed window is no fault, and leaves nothing', async () => {
    const { options, shown } = await begin();
    await says(options, 'Go on in the window');
    await shown.close();
    await says(options, 'The window was closed');
    expect(await options.$eval('.providers .complaint', (alert) => alert.textContent)).toBe('');
    expect([await account(), await kept()]).toEqual([null, []]);
  });

  it('ACCOUNT-14 a refusal is told in the words of the provider, and the timer goes on', async () => {
    await byRole(await profile.popup(), 'button', 'Start').click();
    const { options, shown } = await begin();
    await byRole(shown, 'button', 'Cancel').click();
    await says(options, refusal);
    expect([await account(), await kept()]).toEqual([null, []]);
    expect((await profile.badge()).text).toMatch(/^2[45]$/);
  });

  it('ACCOUNT-23 a window that comes back after another server was chosen signs nobody in', async () => {
    // Once by the button, which gets the permission; the second time for the answer that the button would get.
    const first = await begin();
    await first.shown.close();
    await says(first.options, 'The window was closed');
    const answer = profile.send({ type: 'sign-in-with', provider: 'github' });
    const shown = await waitUntil('the window of the provider is open', async () => (await windows())[0]);
    await profile.send({ type: 'connect', server: null });
    await byRole(shown, 'button', 'Authorize').click();
    expect(await answer).toEqual({ ok: false, reason: 'window_closed' });
    expect([await account(), await kept()]).toEqual([null, []]);
  });

  it('ACCOUNT-13 a project that cannot be reached offers none', async () => {
    const options = await profile.options();
    await byRole(options, 'button', button).wait();
    profile.setOffline(true);
    await options.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await waitUntil('the buttons are gone', async () => (await options.$('.providers')) === null);
    profile.setOffline(false);
    await options.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await byRole(options, 'button', button).wait();
  });

  it('ACCOUNT-22 the window signs in, and what ran goes along', async () => {
    const { options, shown } = await begin();
    await byRole(shown, 'button', 'Authorize').click();
    await says(options, `Signed in as ${github.person.email}`);
    await waitUntil('it is synced', async () => (await profile.status())?.link === 'synced');
    expect((await profile.badge()).text).toMatch(/^2[45]$/);
    expect((await windows()).length).toBe(0);
  });

  it('ACCOUNT-23 a window that comes back after somebody signed in in another way changes nothing', async () => {
    const bob = { email: `bob@${browser}.example`, password: 'correct horse' };
    expect(await profile.send({ type: 'sign-up', ...bob })).toEqual({ ok: true });
    const answer = profile.send({ type: 'sign-in-with', provider: 'github' });
    const shown = await waitUntil('the window of the provider is open', async () => (await windows())[0]);
    expect(await profile.send({ type: 'sign-in', ...bob })).toEqual({ ok: true });
    await byRole(shown, 'button', 'Authorize').click();
    expect(await answer).toEqual({ ok: false, reason: 'window_closed' });
    expect((await account())?.email).toBe(bob.email);
  });

  it('ACCOUNT-22 where both sides have something it is asked what is kept, as with a password', async () => {
    await profile.send({ type: 'sign-out', keep: false });
    await profile.send({ type: 'add-task', title: 'Made here', estimate: 1 });
    const { options, shown } = await begin();
    await byRole(shown, 'button', 'Authorize').click();
    await says(options, `${github.person.email}This browser and your account both have data`);
    await byRole(options, 'button', 'Continue').click();
    await says(options, `Signed in as ${github.person.email}`);
    await profile.send({ type: 'sign-out', keep: false });
  });
});

describe('signing in by a provider', () => {
  it('ACCOUNT-14 a page that does not load is told, with where to look', async () => {
    const profile = await openProfile({ browser: 'chromium', backend });
    try {
      await profile.connect();
      const options = await profile.options();
      await byRole(options, 'button', button).wait();
      profile.setOffline(true);
      await byRole(options, 'button', button).click();
      await waitUntil('the page says what may be missing', async () =>
        (await options.$eval('.providers .complaint', (alert) => alert.textContent)).includes('redirect URL'),
      );
      const { hostname } = new URL(options.url());
      expect(await options.$eval('#server code', (code) => code.textContent)).toBe(
        `https://${hostname}.chromiumapp.org/`,
      );
    } finally {
      await profile.close();
    }
  });

  it('ACCOUNT-23 a worker that dies under the window leaves nothing half done, and the next time it works', async () => {
    const profile = await openProfile({ browser: 'chromium', backend });
    try {
      await profile.connect();
      const options = await profile.options();
      const shown = () =>
        waitUntil('the window of the provider is open', async () =>
          (await options.browser().pages()).find((page) => page.url().startsWith(github.settings.url)),
        );
      await byRole(options, 'button', button).click();
      const left = await shown();
      expect(await profile.killWorker()).toBe(true);
      await waitUntil('the page says that it came to nothing', async () =>
        (await options.$eval('.providers .complaint', (alert) => alert.textContent)).includes('Try again'),
      );
      if (!left.isClosed()) await left.close();
      expect((await profile.status())?.account).toBeNull();
      await byRole(options, 'button', button).click();
      await byRole(await shown(), 'button', 'Authorize').click();
      await waitUntil('somebody is signed in', async () => (await profile.status())?.account?.email);
    } finally {
      await profile.close();
    }
  });
});
