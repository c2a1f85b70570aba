import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { startFakeGithub, type FakeGithub } from '../../supabase/local/testing/fake-github.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { asOnAPhone } from '../testing/builds/as-on-a-phone.ts';
import type { ChangedBuild } from '../testing/builds/with-first-script.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { resize } from '../testing/pages/resize.ts';
import { signUp } from '../testing/pages/sign-in.ts';
import { smallTargets } from '../testing/pages/small-targets.ts';
import { waitForBadge } from '../testing/pages/wait-for-badge.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** The narrowest and the widest of today's phones, below their address bar. */
const phones = [
  { width: 360, height: 640 },
  { width: 430, height: 820 },
] as const;
/** What a keyboard leaves of it. */
const aboveKeyboard = { width: 360, height: 320 };

let github: FakeGithub;
let backend: Backend;
let build: ChangedBuild;
let phone: Profile;

beforeAll(async () => {
  github = await startFakeGithub();
  backend = await startBackend({ auth: { github: github.settings } });
  build = await asOnAPhone();
  phone = await openProfile({
    browser: 'firefox',
    backend,
    extension: build.extension,
    // The only pointer is a finger, which cannot hover.
    prefs: { 'ui.primaryPointerCapabilities': 1, 'ui.allPointerCapabilities': 1 },
  });
  await phone.connect();
});

afterAll(async () => {
  await phone?.close();
  await build?.remove();
  await backend?.stop();
  await github?.stop();
});

/** A page of the extension that no test opens otherwise. */
async function open(path: string): Promise<Page> {
  const page = await (await phone.quietPage()).browser().newPage();
  page.goto(`moz-extension://${await host()}/${path}`, { timeout: 0 }).catch(() => undefined);
  await waitUntil(`${path} is open`, () => page.$('main'));
  return page;
}

const host = async () => (await phone.quietPage()).evaluate(() => location.host);

async function misfits(page: Page): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const cut = await page.$$eval('.popup', ([popup]) => (popup ? popup.scrollHeight - popup.clientHeight : 0));
  return [
    ...(await smallTargets(page)),
    ...(wide > 0 ? [`${wide} pixels too wide`] : []),
    ...(cut > 0 ? [`${cut} pixels are cut off at the end`] : []),
  ];
}

describe('PHONE-1 a browser without menus, keys, windows and sign-in windows', () => {
  it('PHONE-1 runs the timer, and its device is Android', async () => {
    const lacking = '[browser.commands, browser.contextMenus, browser.identity, browser.windows]';
    expect(await (await phone.options()).evaluate(`${lacking}.every((api) => api === undefined)`)).toBe(true);
    await pressInPopup(phone, 'Start', 'Pause', 'Resume', 'Stop');
  });

  it('PHONE-3 is offered neither keys nor a toolbar', async () => {
    const options = await phone.options();
    await byRole(options, 'heading', 'About').wait();
    expect(await options.$('#keyboard, a[href="#keyboard"]')).toBeNull();
    const popup = await phone.popup();
    await byRole(popup, 'button', 'Start').wait();
    expect(await popup.$('.to-tab')).toBeNull();
    const welcome = await open('welcome.html');
    const text = await welcome.$eval('main', (main) => main.innerText);
    expect(text).toContain('menu, then Extensions, then Baton');
    expect(text).not.toMatch(/toolbar|badge|shortcut/i);
    expect(await misfits(welcome)).toEqual([]);
    await welcome.close();
  });
});

describe('PHONE-4 on the screen of a phone', () => {
  it.each(phones)('PHONE-4 a finger reaches every control at $width by $height', async (size) => {
    await phone.send({ type: 'add-task', title: 'Write the report', estimate: 2 });
    const popup = await phone.popup();
    await resize(popup, size);
    await byRole(popup, 'textbox', 'Add a task').wait();
    const { width, height } = await popup.$eval(
      'main',
      (main) => main.getBoundingClientRect().toJSON() as DOMRect,
    );
    expect([width, height]).toEqual([size.width, size.height]);
    expect(await misfits(popup)).toEqual([]);
    await byRole(popup, 'button', 'Start').click();
    await byRole(popup, 'button', 'Pause').wait();
    expect(await misfits(popup)).toEqual([]);
    await byRole(popup, 'button', 'Stop').click();
  });

  it('PHONE-4 a finger reaches every control of the other pages', async () => {
    for (const page of [
      await phone.options(),
      await phone.statistics(),
      await open('blocked.html#https://a.example/'),
    ]) {
      await resize(page, phones[0]);
      await waitUntil('it is drawn', () => page.$('h1, h2'));
      expect(await misfits(page)).toEqual([]);
    }
  });

  it('PHONE-4 what is typed stays in sight above the keyboard', async () => {
    const popup = await phone.popup();
    await resize(popup, { width: 360, height: 640 });
    const field = await popup.waitForSelector('.entry input');
    await field?.focus();
    await resize(popup, aboveKeyboard);
    await field?.type('Read chapter 4');
    const { top, bottom } = await popup.$eval(
      '.entry input',
      (input) => input.getBoundingClientRect().toJSON() as DOMRect,
    );
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(aboveKeyboard.height);
    await popup.keyboard.press('Enter');
    await waitUntil('it is in the list', async () =>
      (await popup.$$eval('.task-title', (titles) => titles.map(({ textContent }) => textContent))).includes(
        'Read chapter 4',
      ),
    );
  });
});

describe('PHONE-2 signing in by a provider without the browser’s own window', () => {
  const tabs = async () =>
    (await (await phone.quietPage()).browser().pages()).filter((page) =>
      page.url().startsWith(github.settings.url),
    );
  const account = async () => (await phone.status())?.account?.email ?? null;

  async function begin(): Promise<{ options: Page; tab: Page }> {
    const options = await phone.options();
    await byRole(options, 'button', 'Continue with GitHub').click();
    const tab = await waitUntil('the tab of the provider is open', async () => (await tabs())[0]);
    return { options, tab };
  }

  it('PHONE-2 a closed tab is no fault', async () => {
    const { options, tab } = await begin();
    await tab.close();
    await waitUntil('it is said', async () =>
      (await options.$eval('#account', (section) => section.textContent)).includes('The window was closed'),
    );
    expect(await account()).toBeNull();
  });

  it('PHONE-2 a tab signs in and closes, and gives back what let Baton catch it', async () => {
    const { tab } = await begin();
    await byRole(tab, 'button', 'Authorize').click();
    await waitUntil('somebody is signed in', async () => (await account()) === github.person.email);
    await waitUntil('the tab is closed', async () => (await tabs()).length === 0);
    const left = await (
      await phone.quietPage()
    ).evaluate(
      'Promise.all([browser.permissions.getAll(), browser.declarativeNetRequest.getSessionRules()]).then(([all, rules]) => JSON.stringify([all.origins, rules]))',
    );
    expect(JSON.parse(String(left))).toEqual([[], []]);
  });

  it('PHONE-2 HANDOFF-5 a session goes from the phone to another browser and back', async () => {
    const desk = await openProfile({ browser: 'chromium', backend });
    try {
      await desk.connect();
      await phone.send({ type: 'sign-out', keep: false });
      await signUp(phone, 'phone@desk.example', 'correct horse');
      expect(
        await desk.send({ type: 'sign-in', email: 'phone@desk.example', password: 'correct horse' }),
      ).toEqual({ ok: true });
      await pressInPopup(phone, 'Start');
      await waitForBadge(desk, /^2[45]$/);
      const popup = await desk.popup();
      await waitUntil('it is on Firefox on Android', async () =>
        (await popup.$eval('main', (main) => main.textContent)).includes('Firefox · Android'),
      );
      await byRole(popup, 'button', 'Continue here').click();
      await pressInPopup(phone, 'Continue here', 'Pause');
    } finally {
      await desk.close();
    }
  });
});
