import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Preset } from '../../lib/timer/settings.ts';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { accessibilityFaults } from '../testing/pages/accessibility-faults.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { withPermittedSites, type PermittedBuild } from '../testing/builds/with-permitted-sites.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { resize } from '../testing/pages/resize.ts';
import { signIn, signUp } from '../testing/pages/sign-in.ts';
import { startInPlace } from '../testing/pages/start-in-place.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';
import { openWebsites, type Websites } from '../testing/servers/websites.ts';

const plan: Preset = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };

let websites: Websites;
let permitted: PermittedBuild;

beforeAll(async () => {
  websites = await openWebsites();
  permitted = await withPermittedSites(['*://*.news.test/*', '*://*.localhost/*']);
});

afterAll(async () => {
  await permitted?.remove();
  await websites?.close();
});

async function openPermitted(backend?: Backend): Promise<Profile> {
  return openProfile({
    browser: 'chromium',
    extension: permitted.folder,
    args: websites.args,
    ...(backend && { backend }),
  });
}

/** A new tab at an address, wherever that leads. */
async function visit(profile: Profile, url: string): Promise<Page> {
  const page = await (await profile.quietPage()).browser().newPage();
  await page.goto(url);
  return page;
}

const standsIn = (page: Page) => page.url().includes('-extension://');
const isOpen = (page: Page) => page.evaluate(() => document.title === 'site');

async function blocked(page: Page): Promise<Page> {
  // The page leads to itself once, and what was there before that is gone then.
  await waitUntil('the site is blocked', async () => standsIn(page) && (await page.$('h1')) !== null);
  return page;
}

/** Whether a fresh tab gets to the site. */
async function getsTo(profile: Profile, url: string): Promise<boolean> {
  const page = await visit(profile, url);
  const isThere = !standsIn(page) && (await isOpen(page));
  await page.close();
  return isThere;
}

async function list(profile: Profile, typed: string, name: string): Promise<void> {
  const page = await profile.options();
  await byRole(page, 'textbox', 'Site, with all its subdomains').fill(typed);
  await byRole(page, 'button', 'Add').click();
  await byRole(page, 'button', `Remove “${name}”`).wait();
}

/** Presses a button of the popup and waits until its work is done, which is when another one stands there. */
async function act(profile: Profile, type: 'pause' | 'resume' | 'stop'): Promise<void> {
  const [name, next] = { pause: ['Pause', 'Resume'], resume: ['Resume', 'Pause'], stop: ['Stop', 'Start'] }[
    type
  ];
  const popup = await profile.popup();
  await byRole(popup, 'button', name ?? '').click();
  await byRole(popup, 'button', next ?? '').wait();
  // Whoever asks next is answered after that.
  await profile.send({ type: 'opened' });
}

async function startFocus(profile: Profile): Promise<void> {
  expect(await startInPlace(profile, { type: 'start', phase: 'work' })).toEqual({ ok: true });
}

describe('sites are blocked while focus runs', () => {
  const site = 'http://news.test/';
  let profile: Profile;

  beforeAll(async () => {
    profile = await openPermitted();
  });

  afterAll(async () => {
    await profile?.close();
  });

  /** Nothing runs, one site is on the list and no page is left of the test before. */
  beforeEach(async () => {
    const quietPage = await profile.quietPage();
    const tabs = await quietPage.browser().pages();
    for (const tab of tabs) if (/news\.test|localhost|other\.test/.test(tab.url())) await tab.close();
    await profile.closePages();
    await quietPage.evaluate(`chrome.storage.local.remove('passes')`);
    for (const command of [
      { type: 'erase' },
      { type: 'set-preferences', preferences: { focus_mode: true, 'site:news.test': true } },
      { type: 'add-task', title: 'Write <b>the</b> report', estimate: 1 },
    ] as const)
      expect(await profile.send(command)).toEqual({ ok: true });
  });

  it('FOCUS-2 FOCUS-4 what was switched on and listed in the options', async () => {
    expect(await profile.send({ type: 'erase' })).toEqual({ ok: true });
    await byRole(await profile.options(), 'switch', 'Block these sites during focus').click();
    await list(profile, 'https://www.news.test:8080/today?x=1', 'news.test');
    await startFocus(profile);
    expect(await getsTo(profile, site)).toBe(false);
  });

  it('FOCUS-4 in no other state than running focus', async () => {
    expect(await getsTo(profile, site)).toBe(true);
    await startFocus(profile);
    expect(await getsTo(profile, site)).toBe(false);
    expect(await getsTo(profile, 'http://www.sport.news.test/a')).toBe(false);
    expect(await getsTo(profile, 'http://other.test/')).toBe(true);
    expect(await getsTo(profile, 'http://fakenews.test/')).toBe(true);
    await act(profile, 'pause');
    expect(await getsTo(profile, site)).toBe(true);
    await act(profile, 'resume');
    expect(await getsTo(profile, site)).toBe(false);
    await startInPlace(profile, { type: 'start', phase: 'short_break' });
    expect(await getsTo(profile, site)).toBe(true);
    await act(profile, 'stop');
    expect(await getsTo(profile, site)).toBe(true);
  });

  it('FOCUS-5 FOCUS-13 by a link from another website, to a page that says what, how long and for which task', async () => {
    await startFocus(profile);
    const target = 'http://news.test/a%20b?q=1&u=http://x.test/#part';
    const page = await visit(profile, `http://other.test/?to=${encodeURIComponent(target)}`);
    await page.click('a');
    await blocked(page);
    await byRole(page, 'heading', 'news.test is blocked').wait();
    const left = () => page.$eval('[role="timer"]', ({ textContent }) => textContent);
    const first = await left();
    expect(first).toMatch(/^2[45]:\d\d$/);
    await waitUntil('the clock goes on', async () => (await left()) !== first);
    await waitUntil('the task stands there', () =>
      page.$eval('body', (body) => body.innerText.includes('Write <b>the</b> report')),
    );
    await act(profile, 'pause');
    // It says so, and goes nowhere by itself.
    await page.bringToFront();
    await byRole(page, 'heading', 'news.test is open again').wait();
    await byRole(page, 'button', 'Go to news.test').click();
    await waitUntil('the very address is there', () => page.url() === target);
  });

  it('FOCUS-5 tabs that are open when focus starts, and those that were on the way back', async () => {
    const page = await visit(profile, site);
    const put = await visit(profile, 'http://other.test/');
    await startFocus(profile);
    await blocked(page);
    expect(await isOpen(put)).toBe(true);
    // The page that stands there now is not to be taken for the one that comes.
    await page.evaluate('globalThis.isFirst = true');
    await page.goBack().catch(() => undefined);
    await waitUntil(
      'it is blocked anew',
      async () => standsIn(page) && !(await page.evaluate('globalThis.isFirst')),
    );
  });

  it('FOCUS-5 a site whose own worker answers, though the worker of Baton had died', async () => {
    await list(profile, 'localhost', 'localhost');
    const address = `http://localhost:${websites.port}/`;
    const page = await visit(profile, `${address}install`);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.goto(`${address}news`);
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe('kept here');
    await page.goto('http://other.test/');
    await startFocus(profile);
    await profile.killWorker();
    await page.goto(`${address}news`).catch(() => undefined);
    await blocked(page);
  });

  it('FOCUS-6 a pass opens the site on this device, and ends while the worker is dead', async () => {
    await startFocus(profile);
    const page = await blocked(await visit(profile, `${site}page`));
    await byRole(page, 'button', 'Allow for 5 minutes').click();
    await waitUntil('the site is there', () => page.url() === `${site}page`);
    expect(await getsTo(profile, 'http://sport.news.test/')).toBe(true);
    // Five minutes are too long for a test: this one ends in two seconds.
    const quietPage = await profile.quietPage();
    await quietPage.evaluate(`chrome.storage.local.set({ passes: { 'news.test': Date.now() + 2000 } })`);
    await profile.send({ type: 'opened' });
    await profile.killWorker();
    await blocked(page);
    expect(await getsTo(profile, site)).toBe(false);
  });

  it('FOCUS-7 whenever the worker dies, and over a restart of the browser', async () => {
    await startFocus(profile);
    await profile.killWorker();
    expect(await getsTo(profile, site)).toBe(false);
    await profile.restart();
    await waitUntil('it is blocked again', async () => !(await getsTo(profile, site)));
    await act(profile, 'stop');
    await profile.restart();
    expect(await getsTo(profile, site)).toBe(true);
  });

  it('FOCUS-7 until the end, also when the worker is dead then', async () => {
    await profile.send({ type: 'edit-preset', key: 'short', preset: { ...plan, work_duration: 6 / 60 } });
    const page = await visit(profile, site);
    // The tab is blocked by the time that this is answered, and stays so.
    await startFocus(profile);
    await profile.killWorker();
    await blocked(page);
    await byRole(page, 'heading', 'news.test is open again').wait();
    await waitUntil('the site is open', () => getsTo(profile, site));
    expect(standsIn(page)).toBe(true);
  });

  it('FOCUS-7 until the site is taken off the list, or the switch is turned off', async () => {
    await startFocus(profile);
    const page = await blocked(await visit(profile, site));
    await byRole(await profile.options(), 'button', 'Remove “news.test”').click();
    await page.bringToFront();
    await byRole(page, 'button', 'Go to news.test').wait();
    await waitUntil('the site is open', () => getsTo(profile, site));
    await list(profile, 'news.test', 'news.test');
    await waitUntil('the site is blocked', async () => !(await getsTo(profile, site)));
    await byRole(await profile.options(), 'switch', 'Block these sites during focus').click();
    await waitUntil('the site is open', () => getsTo(profile, site));
  });

  it('FOCUS-8 the page leads to no address that is not on the list, and to open it wakes nobody', async () => {
    await profile.closePages();
    const root = new URL('/', (await profile.quietPage()).url()).href;
    for (const address of [
      'https://other.test/',
      'javascript:alert(1)',
      'http://news.test@other.test/',
      '',
    ]) {
      await profile.killWorker();
      const page = await visit(profile, `${root}blocked.html#${address}`);
      await byRole(page, 'heading', 'Nothing is blocked here').wait();
      expect(await page.$$('button')).toEqual([]);
      expect(await page.title()).toBe('Baton');
      expect(await profile.workerId()).toBeNull();
      await page.close();
    }
  });

  it('FOCUS-19 the page stands a reload and the way back, whoever led to it', async () => {
    await startFocus(profile);
    const page = await visit(profile, `http://other.test/?to=${encodeURIComponent(site)}`);
    await page.click('a');
    await byRole(page, 'heading', 'news.test is blocked').wait();
    await page.reload();
    await byRole(page, 'heading', 'news.test is blocked').wait();
    await page.goBack();
    expect(await isOpen(page)).toBe(true);
    await page.goForward();
    await byRole(page, 'heading', 'news.test is blocked').wait();
  });

  it('FOCUS-9 page and section can be used with any sense, and stand on any width', async () => {
    await startFocus(profile);
    const page = await blocked(await visit(profile, site));
    await byRole(page, 'button', 'Allow for 5 minutes').wait();
    const options = await profile.options();
    await byRole(options, 'button', 'Remove “news.test”').wait();
    for (const seen of [page, options]) {
      await seen.bringToFront();
      for (const theme of ['light', 'dark']) {
        await seen.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value: theme },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
        expect(await accessibilityFaults(seen)).toEqual([]);
      }
      for (const width of [320, 1600]) {
        await resize(seen, { width, height: 480 });
        expect(await seen.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  });
});

describe('a browser that does not permit a site', () => {
  const preferences = { focus_mode: true, 'site:news.test': true } as const;
  let profile: Profile;

  afterEach(async () => {
    await profile?.close();
  });

  it('FOCUS-12 says so beside the list, with a button, and blocks nothing', async () => {
    profile = await openProfile({ browser: 'chromium', args: websites.args });
    await profile.send({ type: 'set-preferences', preferences });
    await startFocus(profile);
    const page = await profile.options();
    await byRole(page, 'button', 'Give permission').wait();
    expect(await getsTo(profile, 'http://news.test/')).toBe(true);
  });

  it("FOCUS-7 blocks it as soon as it is permitted on the browser's own page, though the worker had died", async () => {
    profile = await openPermitted();
    const own = await visit(profile, 'chrome://extensions/');
    const extension = new URL((await profile.quietPage()).url()).host;
    const take = { extensionId: extension, hostAccess: 'ON_SPECIFIC_SITES' };
    await own.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify(take)})`);
    await profile.send({ type: 'set-preferences', preferences });
    await startFocus(profile);
    const page = await visit(profile, 'http://news.test/');
    expect(await isOpen(page)).toBe(true);
    await profile.killWorker();
    await own.evaluate(`chrome.developerPrivate.addHostPermission('${extension}', '*://*.news.test/*')`);
    await blocked(page);
    expect(await getsTo(profile, 'http://news.test/')).toBe(false);
  });
});

describe('focus mode on two devices', () => {
  let backend: Backend;
  let a: Profile;
  let b: Profile;

  beforeAll(async () => {
    backend = await startBackend({});
    [a, b] = await Promise.all([openPermitted(backend), openPermitted(backend)]);
    await Promise.all([a.connect(), b.connect()]);
    await signUp(a, 'two@browsers.example', 'correct horse');
    await signIn(b, 'two@browsers.example', 'correct horse');
  });

  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
    await backend?.stop();
  });

  it('FOCUS-3 the list and the phase come from the other device, and so does the end', async () => {
    await byRole(await a.options(), 'switch', 'Block these sites during focus').click();
    await list(a, 'news.test', 'news.test');
    await byRole(await b.options(), 'button', 'Remove “news.test”').wait();
    const page = await visit(b, 'http://news.test/');
    await byRole(await a.popup(), 'button', 'Start').click();
    await blocked(page);
    await act(a, 'pause');
    await page.bringToFront();
    await byRole(page, 'button', 'Go to news.test').click();
    await waitUntil('the site is there', () => page.url() === 'http://news.test/');
  });

  it('FOCUS-3 sites that both add while one is offline are on the list of both', async () => {
    a.setOffline(true);
    await a.send({ type: 'set-preferences', preferences: { 'site:one.test': true } });
    await b.send({ type: 'set-preferences', preferences: { 'site:two.test': true } });
    a.setOffline(false);
    for (const profile of [a, b]) {
      const page = await profile.options();
      for (const site of ['one.test', 'two.test']) await byRole(page, 'button', `Remove “${site}”`).wait();
    }
  });
});

describe('in Firefox', () => {
  let folder: string;
  let profile: Profile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-profile-'));
    await writeFile(join(folder, 'prefs.js'), 'user_pref("network.dns.localDomains", "news.test");');
    profile = await openProfile({ browser: 'firefox', userDataDir: folder, idleTimeout: 2000 });
  });

  afterAll(async () => {
    await profile?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('FOCUS-4 FOCUS-5 permission is asked by a click, open tabs and new ones are blocked until focus pauses', async () => {
    const site = `http://news.test:${websites.port}/`;
    const options = await profile.options();
    await byRole(options, 'switch', 'Block these sites during focus').click();
    await list(profile, 'news.test', 'news.test');
    const granted = `browser.permissions.contains({ origins: ['*://*.news.test/*'] })`;
    const quietPage = await profile.quietPage();
    await waitUntil('the site is permitted', async () => (await quietPage.evaluate(granted)) as boolean);
    const open = async () => {
      const page = await (await profile.quietPage()).browser().newPage();
      page.goto(site, { timeout: 0 }).catch(() => undefined);
      return page;
    };
    const page = await open();
    await waitUntil('the site is open', () => isOpen(page));
    await startFocus(profile);
    const heading = (tab: Page) => tab.$eval('h1', ({ textContent }) => textContent);
    await waitUntil('the open tab is blocked', async () => (await heading(page)) === 'news.test is blocked');
    // The rules stand by themselves.
    await profile.killWorker();
    const fresh = await open();
    await waitUntil('a new one is, too', async () => (await heading(fresh)) === 'news.test is blocked');
    await act(profile, 'pause');
    await waitUntil('it is open again', async () => (await heading(fresh)) === 'news.test is open again');
    const later = await open();
    await waitUntil('the site is open', () => isOpen(later));
  });

  it('FOCUS-2 FOCUS-7 FOCUS-17 a permission that is taken back ends it, one that is given again begins it at once', async () => {
    const preferences = { focus_mode: true, 'site:news.test': true } as const;
    expect(await profile.send({ type: 'set-preferences', preferences })).toEqual({ ok: true });
    const quietPage = await profile.quietPage();
    await quietPage.evaluate(`browser.permissions.remove({ origins: ['*://*.news.test/*'] })`);
    const page = await quietPage.browser().newPage();
    page.goto(`http://news.test:${websites.port}/`, { timeout: 0 }).catch(() => undefined);
    await waitUntil('the site is open', () => isOpen(page));
    await startFocus(profile);
    expect(await isOpen(page)).toBe(true);
    await byRole(await profile.options(), 'button', 'Give permission').click();
    await waitUntil('the open tab is blocked', async () => !(await isOpen(page)));
    // With everything else goes what the browser itself has of the site.
    expect(await profile.send({ type: 'erase' })).toEqual({ ok: true });
    const granted = `browser.permissions.contains({ origins: ['*://*.news.test/*'] })`;
    await waitUntil(
      'FOCUS-17 the permission is given back',
      async () => !(await quietPage.evaluate(granted)),
    );
  });
});
