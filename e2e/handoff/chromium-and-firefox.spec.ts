import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { openFront, type Front } from '../../supabase/local/testing/open-front.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { showSameTime } from '../testing/pages/shown-time.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const minutes = /^2[45]$/;
const nothing = /^$/;

let backend: Awaited<ReturnType<typeof startBackend>>;
let front: Front;
let pair: Pair;
let office: Profile;
let home: Profile;

beforeAll(async () => {
  backend = await startBackend({ functions: true });
  front = await openFront(backend.url);
  pair = await openPair({ ...backend, url: front.url }, { b: { browser: 'firefox' } });
  ({ a: office, b: home } = pair);
});

afterAll(async () => {
  await pair?.close();
  await front?.close();
  await backend?.stop();
});

describe('a session moves between Chromium and Firefox', () => {
  it('HANDOFF-5 start in Chromium, see the same time in Firefox, continue and pause there, resume and stop', async () => {
    await pressInPopup(office, 'Start');
    await waitForBadge(home, minutes);
    await showSameTime(await office.popup(), await home.popup());
    await pressInPopup(home, 'Continue here');
    await byRole(await office.popup(), 'button', 'Continue here').wait();
    await pressInPopup(home, 'Pause');
    await waitForPausedBadge(office);
    await pressInPopup(office, 'Resume');
    await waitForBadge(home, minutes);
    await pressInPopup(home, 'Stop');
    await waitForBadge(office, nothing);
    await expectAgreement(pair);
  });

  it('HANDOFF-5 the same from Firefox to Chromium, also with no screen of it open and after it was closed', async () => {
    await pressInPopup(home, 'Start');
    await waitForBadge(office, minutes);
    await home.closePages();
    await pressInPopup(office, 'Pause');
    await waitForPausedBadge(home);
    await pressInPopup(office, 'Resume');
    await waitForBadge(home, minutes);
    await home.restart();
    await pressInPopup(office, 'Pause');
    await waitForPausedBadge(home);
    await pressInPopup(home, 'Resume');
    await waitForBadge(office, minutes);
    await pressInPopup(office, 'Stop');
    await waitForBadge(home, nothing);
  });
});

describe('another browser is added by a setup code', () => {
  const account = async (profile: Profile) => (await profile.status())?.account?.email ?? null;

  const says = (page: Page, text: string) =>
    waitUntil(`the account section says ${text}`, async () =>
      (await page.$eval('#account', (section) => section.textContent)).includes(text),
    );

  /** Shows a setup code. */
  async function show(profile: Profile): Promise<{ page: Page; code: string }> {
    const page = await profile.options();
    await byRole(page, 'button', 'Add another browser').click();
    const code = await waitUntil('a setup code is shown', async () =>
      page.$eval('.setup-code', ({ textContent }) => textContent).catch(() => null),
    );
    return { page, code };
  }

  /** Makes a browser one that knows no server, and pastes a code into it. */
  async function paste(profile: Profile, code: string, press: string): Promise<Page> {
    await profile.send({ type: 'sign-out', keep: true });
    await profile.send({ type: 'connect', server: null });
    const page = await profile.options();
    await byRole(page, 'button', 'I have a setup code').click();
    await byRole(page, 'textbox', 'Setup code').fill(code);
    await byRole(page, 'button', press).click();
    return page;
  }

  const directions = [
    ['Chromium', 'Firefox'],
    ['Firefox', 'Chromium'],
  ] as const;
  const profileOf = (browser: (typeof directions)[number][0]) => (browser === 'Chromium' ? office : home);

  it.each(directions)('ACCOUNT-55 %s shows one, and %s is signed in by it, once', async (from, to) => {
    const { page, code } = await show(profileOf(from));
    await paste(profileOf(to), code, 'Sign in with this code');
    await waitUntil('it is signed in', async () => (await account(profileOf(to))) === pair.email);
    await says(page, `Used by ${to}`);
    expect(await page.$('.setup-code'), 'the code is gone').toBeNull();
    const again = await paste(profileOf(to), code, 'Sign in with this code');
    await says(again, 'This setup code is not good, or not any more');
    expect(await account(profileOf(to))).toBeNull();
    // The form below has the address by now.
    await again.locator('#account input[type="password"]').fill(pair.password);
    await byRole(again, 'button', 'Sign in').click();
    await waitUntil('it is signed in', async () => (await account(profileOf(to))) === pair.email);
  });

  it.each(directions)(
    'ACCOUNT-52 without pair that of %s fills in all but the password in %s',
    async (from, to) => {
      front.answer(({ path }) =>
        path.startsWith('/functions/')
          ? { status: 404, body: { code: 'NOT_FOUND', message: 'Not found' } }
          : null,
      );
      const { page, code } = await show(profileOf(from));
      await says(page, 'There is no password in it');
      const filled = await paste(profileOf(to), code, 'Connect');
      await filled.locator('#account input[type="password"]').fill(pair.password);
      await byRole(filled, 'button', 'Sign in').click();
      await waitUntil('it is signed in', async () => (await account(profileOf(to))) === pair.email);
    },
  );
});
