import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitForValue } from '../testing/waiting/wait-for-value.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

let profile: Profile;

beforeAll(async () => {
  profile = await openProfile({ browser: 'chromium' });
});

afterAll(async () => {
  await profile?.close();
});

beforeEach(async () => {
  await (await profile.quietPage()).evaluate('chrome.storage.local.remove("language")');
  expect(await profile.send({ type: 'erase' })).toEqual({ ok: true });
});

/** Picks from the list as a person does, by its name, as the browser's own menu would give it back. */
async function choose(page: Page, label: string, language: string): Promise<void> {
  const list = await page.waitForSelector(`::-p-aria([name="${label}"][role="combobox"])`);
  await list?.select(language);
}

const heading = (page: Page) => page.$eval('h1', ({ textContent }) => textContent);
const tag = (page: Page) => page.evaluate(() => document.documentElement.lang);

async function menuTitles(): Promise<string> {
  const page = await profile.quietPage();
  return page.evaluate(
    'chrome.storage.session.get("menu").then(({ menu }) => menu ?? "")',
  ) as Promise<string>;
}

describe('the language is chosen on this device, and nothing has to be loaded anew', () => {
  it('LANG-1 every open page, the menu and the tooltip follow at once', async () => {
    const statistics = await profile.statistics();
    const popup = await profile.popup();
    const options = await profile.options();
    expect(await profile.send({ type: 'start' })).toEqual({ ok: true });
    const button = () => popup.$eval('.primary', ({ textContent }) => textContent);
    await waitUntil('it runs', async () => (await button()) === 'Pause');
    await options.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await choose(options, 'Language', 'de');
    await byRole(options, 'combobox', 'Sprache').wait();
    // In a tab behind another one, whose buttons nobody can press.
    await waitUntil('the popup is German', async () => (await button()) === 'Anhalten');
    await waitForValue(
      () => Promise.all([statistics, options].map(heading)),
      ['Statistik', 'Baton-Einstellungen'],
    );
    await waitForValue(
      () => Promise.all([statistics, options].map((page) => page.title())),
      ['Statistik · Baton', 'Baton-Einstellungen'],
    );
    await waitForValue(() => Promise.all([options, popup, statistics].map(tag)), ['de', 'de', 'de']);
    expect(await options.evaluate('isSamePage')).toBe(true);
    await waitUntil('the tooltip is German', async () =>
      /^Fokus · noch 2[45] Min\. · Runde 1 von 4$/.test((await profile.badge()).title),
    );
    await waitUntil('the menu is German', async () => (await menuTitles()).includes('Anhalten'));
  });

  it('LANG-3 dates, numbers and the first day of the week go with it', async () => {
    const options = await profile.options();
    await choose(options, 'Language', 'fr');
    const statistics = await profile.statistics();
    const today = await statistics.evaluate(() =>
      new Date().toLocaleDateString('fr', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }),
    );
    await waitForValue(() => statistics.$eval('.stats-header p', ({ textContent }) => textContent), today);
  });

  it('LANG-4 the first picture of a page is in it already, also after a restart', async () => {
    const options = await profile.options();
    await choose(options, 'Language', 'fr');
    await byRole(options, 'combobox', 'Langue').wait();
    expect(await profile.send({ type: 'start' })).toEqual({ ok: true });
    await profile.restart();
    const popup = await profile.popup();
    await popup.evaluateOnNewDocument(keepFirstWords);
    await popup.reload();
    const words = await waitUntil('something stands there', () => popup.evaluate('firstWords'));
    expect(words).toBe('Concentration');
    await waitUntil('the worker speaks it, too', async () =>
      (await profile.badge()).title.includes('tour 1 sur 4'),
    );
  });

  it('LANG-1 as the browser again', async () => {
    const options = await profile.options();
    await choose(options, 'Language', 'fr');
    await byRole(options, 'combobox', 'Langue').wait();
    await choose(options, 'Langue', '');
    await byRole(options, 'combobox', 'Language').wait();
    await waitForValue(() => tag(options), 'en-US');
  });
});

/** Names the browser's language as systems do that no test can bring, and its direction. */
function nameLanguage(name: string, direction: string): void {
  const { i18n } = (globalThis as unknown as { chrome: { i18n: { getMessage: (key: string) => string } } })
    .chrome;
  const getMessage = i18n.getMessage.bind(i18n);
  const named: Record<string, string> = { '@@ui_locale': name, '@@bidi_dir': direction };
  i18n.getMessage = (key, ...values: []) => named[key] ?? getMessage(key, ...values);
}

describe('a browser in a language that Baton does not have', () => {
  it.each([
    ['he', 'rtl', 'en'],
    ['ca_ES_VALENCIA', 'ltr', 'en'],
    ['en_US_POSIX', 'ltr', 'en-US'],
  ])('LANG-5 LANG-6 which it calls %s (%s), has every page in %s', async (name, direction, locale) => {
    const pages = [await profile.popup(), await profile.options(), await profile.statistics()];
    for (const page of pages) {
      await page.evaluateOnNewDocument(nameLanguage, name, direction);
      await page.reload();
    }
    await waitForValue(
      () => Promise.all(pages.map((page) => page.$eval('h1', ({ textContent }) => textContent))),
      ['Focus', 'Baton options', 'Statistics'],
    );
    expect(
      await Promise.all(
        pages.map((page) =>
          page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
        ),
      ),
    ).toEqual(pages.map(() => [locale, 'ltr']));
    const [, , statistics] = pages;
    expect(await statistics?.evaluate('chrome.i18n.getMessage("@@ui_locale")')).toBe(name);
    expect(await statistics?.$eval('.stats-header p', ({ textContent }) => textContent)).toMatch(
      /^[A-Z][a-z]+day, /,
    );
  });
});

/** Notes what the heading says when it first stands on the page. */
function keepFirstWords(): void {
  new MutationObserver((_, observer) => {
    const heading = document.querySelector('.heading h1, .heading > :first-child, .heading');
    if (!heading) return;
    Object.assign(globalThis, { firstWords: heading.textContent });
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
