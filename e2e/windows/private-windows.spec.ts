import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../lib/store/rows.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const privateWindow = 'a private window';
const container = 'a container';

/** A focus session of long ago. */
const past: Session = {
  id: '6a0f2f0e-1c1a-4d0c-8f43-2d2f7c0b9a11',
  task_id: null,
  session_type: 'work',
  start_time: 1000,
  end_time: 1_501_000,
  completed: true,
  current_session_number: 1,
  active_time: 1_500_000,
  outcome: 'completed',
  preset_type: 'short',
  rules: 1,
};

/** The address of a page of Baton. */
const addressOf = (page: Page, path: string): Promise<string> =>
  page.evaluate((wanted) => new URL(wanted, location.href).href, path);

/** Opens a page of Baton where Firefox gives it another database than the background has, or none. */
async function openIn(place: string, profile: Profile, path: string): Promise<Page> {
  const quiet = await profile.quietPage();
  const url = await addressOf(quiet, path);
  if (place === container) {
    const page = await (await quiet.browser().createBrowserContext()).newPage();
    // The navigation is never reported as done.
    page.goto(url, { timeout: 0 }).catch(() => undefined);
    await waitUntil('the page is open', () =>
      page.evaluate((at) => location.href.startsWith(at) && document.readyState === 'complete', url),
    );
    return page;
  }
  await quiet.evaluate(
    `browser.windows.create(${JSON.stringify({ incognito: true, url })}).then(() => true)`,
  );
  return waitUntil('the private page is open', async () => {
    for (const page of await quiet.browser().pages()) {
      const isIt = await page
        .evaluate(`location.href === ${JSON.stringify(url)} && browser.extension.inIncognitoContext`)
        .catch(() => false);
      if (isIt) return page;
    }
    return undefined;
  });
}

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

async function showsText(page: Page, text: string): Promise<void> {
  await waitUntil(`the page shows ${text}`, async () => (await textOf(page)).includes(text));
}

describe('UI-80 pages of Firefox that have another database than the background', () => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser: 'firefox', isPrivateAllowed: true });
    await profile.send({ type: 'set-preferences', preferences: { daily_goal: 77, 'site:news.test': true } });
    await profile.send({ type: 'set-preferences', preferences: { focus_mode: true } });
    await profile.send({ type: 'add-task', title: 'Write the report', estimate: 2 });
    const changes = [{ table: 'pomodoro_sessions' as const, row: past }];
    expect(await profile.send({ type: 'import', changes })).toEqual({ ok: true });
    expect(await profile.send({ type: 'start' })).toEqual({ ok: true });
  });

  afterAll(async () => {
    await profile?.close();
  });

  it('STORE-24 Firefox has promised not to delete the ledger', async () => {
    expect(await (await profile.popup()).evaluate('navigator.storage.persisted()')).toBe(true);
    expect(await profile.status()).toMatchObject({ can_vanish: false });
  });

  it.each([privateWindow, container])(
    'UI-80 the popup of %s shows the timer that runs, and acts on it',
    async (place) => {
      const elsewhere = await openIn(place, profile, 'popup.html');
      await byRole(elsewhere, 'button', 'Pause').wait();
      await showsText(elsewhere, 'Write the report');
      const popup = await profile.popup();
      await byRole(elsewhere, 'button', 'Pause').click();
      await byRole(elsewhere, 'button', 'Resume').wait();
      await byRole(popup, 'button', 'Resume').click();
      // It hears of what was done in the other window.
      await byRole(elsewhere, 'button', 'Pause').wait();
      await elsewhere.close();
    },
  );

  it.each([privateWindow, container])(
    'UI-80 options, statistics and a blocked page in %s show the same',
    async (place) => {
      const options = await openIn(place, profile, 'options.html');
      await showsText(options, 'news.test');
      expect(await options.$$eval('input', (fields) => fields.map(({ value }) => value))).toContain('77');
      await options.close();
      const blocked = await openIn(place, profile, 'blocked.html#https://news.test/a');
      await byRole(blocked, 'heading', 'news.test is blocked').wait();
      await blocked.close();
      const statistics = await openIn(place, profile, 'stats.html');
      await showsText(statistics, 'All time');
      expect(await textOf(statistics)).not.toContain('No focus yet');
      await statistics.close();
    },
  );
});

describe('FOCUS-18 Chromium that has let Baton into private windows', () => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser: 'chromium', isPrivateAllowed: true });
  });

  afterAll(async () => {
    await profile?.close();
  });

  it('FOCUS-18 the options say that its own error page stands there', async () => {
    await showsText(await profile.options(), 'In private windows (Incognito) these sites are blocked too');
  });

  it('STORE-24 Chromium has a permission that keeps it from deleting the ledger', async () => {
    const page = await profile.quietPage();
    const isContained = page.evaluate("chrome.permissions.contains({ permissions: ['unlimitedStorage'] })");
    expect(await isContained).toBe(true);
    expect(await profile.status()).toMatchObject({ can_vanish: false });
  });
});

describe('UI-81 Firefox that never remembers history', () => {
  let profile: Profile;

  beforeAll(async () => {
    profile = await openProfile({ browser: 'firefox', isPrivateAllowed: true, isAlwaysPrivate: true });
  });

  afterAll(async () => {
    await profile?.close();
  });

  it('UI-81 STORE-23 every page says that nothing can be kept, and the popup has no Start', async () => {
    expect(await profile.send({ type: 'start' })).toEqual({ ok: false, reason: 'no_store' });
    for (const page of [await profile.options(), await profile.statistics(), await profile.popup()]) {
      await showsText(page, 'never remember history');
      await byRole(page, 'button', 'Try again').wait();
    }
    const popup = await profile.popup();
    await showsText(popup, 'never remember history');
    expect(await textOf(popup)).not.toMatch(/Start|25:00/);
  });
});
