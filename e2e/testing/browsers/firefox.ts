import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { findBrowser, howToGet } from '../../../scripts/find-browser.ts';
import { killBrowser } from './kill-browser.ts';
import { waitUntil } from '../waiting/wait-until.ts';
import type { LaunchOptions, RunningBrowser } from './running-browser.ts';
import { closeWelcome, expectsWelcome, welcomePage } from './welcome.ts';

/** Firefox makes up the host of an extension's pages; it takes this one if asked to. */
const host = '0ba70000-0000-4000-8000-000000000000';

/** Starts Firefox with the extension in it, as a temporary add-on whose storage outlives a restart. */
export async function launchFirefox(options: LaunchOptions): Promise<RunningBrowser> {
  const {
    profile,
    extension,
    headless,
    language,
    args = [],
    idleTimeout = 30_000,
    dark = false,
    prefs = {},
  } = options;
  if (options.isPrivateAllowed) await allowPrivateWindows(profile, geckoId(extension));
  const executablePath = findBrowser('firefox');
  if (executablePath === null) throw new Error(howToGet('firefox'));
  const isNew = expectsWelcome('firefox', options);
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless,
    userDataDir: profile,
    defaultViewport: null,
    timeout: 60_000,
    protocolTimeout: 90_000,
    // Without it, tabs must not go to moz-extension: addresses.
    args: ['--remote-allow-system-access', ...args],
    handleSIGINT: false,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [geckoId(extension)]: host }),
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
      // Its questions are in a part of the window that no test can press; with this it says yes by itself.
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.background.idle.timeout': idleTimeout,
      'intl.locale.requested': language,
      'ui.systemUsesDarkTheme': dark ? 1 : 0,
      'browser.privatebrowsing.autostart': options.isAlwaysPrivate ?? false,
      ...prefs,
    },
  });
  await browser.installExtension(extension);
  const root = `moz-extension://${host}/`;
  const tabs = () => browser.pages();
  if (isNew) {
    await closeWelcome(async () => {
      for (const tab of await tabs()) {
        // What puppeteer takes for the address of a page of an extension is that of the tab before.
        const address: unknown = await tab.evaluate('location.href').catch(() => '');
        if (address === root + welcomePage) return tab;
      }
      return null;
    });
  }

  return {
    root,
    tabs,
    ended: new Promise((resolve) => {
      browser.once('disconnected', resolve);
    }),
    async open(path, { behind } = { behind: false }) {
      const page = await browser.newPage({ background: behind });
      // The navigation is never reported as done: ask the page itself.
      page.goto(root + path, { timeout: 0 }).catch(() => undefined);
      await waitUntil(`${path} is open`, () =>
        page.evaluate(
          (at) => location.href.startsWith(at) && document.readyState === 'complete',
          root + path,
        ),
      );
      return page;
    },
    openToolbarPopup() {
      throw new Error(
        'The popup of the toolbar is out of reach in Firefox: use popup(), the same page in a tab.',
      );
    },
    async killWorker(from) {
      await waitUntil('the background page is put away', () => from.evaluate(isBackgroundGone), {
        timeout: idleTimeout + 30_000,
        every: 100,
      });
      return true;
    },
    inWorker() {
      throw new Error('The background page of Firefox is out of reach.');
    },
    async close() {
      await browser.close();
      await tidied(profile);
    },
    async crash() {
      await killBrowser(browser);
      await tidied(profile);
    },
  };
}

const isBackgroundGone =
  'browser.runtime.getContexts({ contextTypes: ["BACKGROUND"] }).then((running) => running.length === 0)';

/** Puppeteer puts back the profile's own preferences once the browser is gone, and tells nobody when it is done. */
async function tidied(profile: string): Promise<void> {
  const copies = ['user.js.puppeteer', 'prefs.js.puppeteer'].map((name) => join(profile, name));
  await waitUntil('the preferences are put back', () => !copies.some((copy) => existsSync(copy)));
}

/** Firefox takes over what an older version has kept in this file. */
async function allowPrivateWindows(profile: string, id: string): Promise<void> {
  const permitted = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
  await writeFile(join(profile, 'extension-preferences.json'), JSON.stringify({ [id]: permitted }));
}

function geckoId(extension: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const id = (manifest as { browser_specific_settings?: { gecko?: { id?: string } } })
    .browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extension} has no gecko id: build it for Firefox.`);
  return id;
}
