import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { findBrowser, howToGet } from '../../../scripts/find-browser.ts';
import { killBrowser } from './kill-browser.ts';
import { waitUntil } from '../waiting/wait-until.ts';
import type { LaunchOptions, RunningBrowser } from './running-browser.ts';
import { closeWelcome, expectsWelcome, welcomePage } from './welcome.ts';

/**
 * Starts a Chromium-family browser with the extension in it. The debugging pipe loads the extension, since branded
 * builds ignore --load-extension. Nothing attaches to the service worker, so it dies as it does in daily use.
 */
export async function launchChromium({
  profile,
  extension,
  headless,
  language,
  timezone,
  isPrivateAllowed = false,
  args = [],
}: LaunchOptions): Promise<RunningBrowser> {
  const executablePath = findBrowser('chromium');
  if (executablePath === null) throw new Error(howToGet('chromium'));
  // Kept from the last time, it would run the worker of an older build of the same version.
  await rm(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });
  const isNew = expectsWelcome('chromium', { profile, extension });
  const browser = await launch({
    executablePath,
    headless,
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    timeout: 60_000,
    protocolTimeout: 90_000,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      // The screen that a headless browser imagines is too low for the popup.
      ...(headless ? ['--screen-info={1600x1200}'] : []),
      '--no-first-run',
      '--disable-gpu',
      `--lang=${language}`,
      ...args,
    ],
    // On Linux this outweighs --lang.
    env: { ...process.env, LANGUAGE: language.replace('-', '_'), ...(timezone && { TZ: timezone }) },
    // Whoever watches needs no bar that says who is pressing the buttons.
    ignoreDefaultArgs: headless ? [] : ['--enable-automation'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const id = await browser.installExtension(extension);
  const root = `chrome-extension://${id}/`;
  const tabs = () => browser.pages();
  if (isNew) {
    await closeWelcome(async () => {
      const shown = browser.targets().find((target) => target.url() === root + welcomePage);
      return shown ? shown.page() : null;
    });
  }
  if (isPrivateAllowed) await allowPrivateWindows(browser, id);

  return {
    root,
    tabs,
    ended: new Promise((resolve) => {
      browser.once('disconnected', resolve);
    }),
    async open(path, { behind } = { behind: false }) {
      const page = await browser.newPage({ background: behind });
      await page.goto(root + path, { timeout: 60_000 });
      return page;
    },
    async openToolbarPopup(from) {
      // Right after another popup closed there may be no active window for a moment.
      await waitUntil('the popup opens', () => from.evaluate('chrome.action.openPopup().then(() => true)'));
      return waitUntil('the popup is there', () => toolbarPopup(browser, root), { every: 20 });
    },
    async killWorker() {
      const session = await browser.target().createCDPSession();
      try {
        const { targetInfos } = await session.send('Target.getTargets');
        const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(root));
        if (!worker) return false;
        return await session.send('Target.closeTarget', { targetId: worker.targetId }).then(
          () => true,
          // It died by itself in between, which is as good.
          () => false,
        );
      } finally {
        await session.detach();
      }
    },
    async inWorker(expression) {
      const session = await browser.target().createCDPSession();
      try {
        const { targetInfos } = await session.send('Target.getTargets');
        const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(root));
        if (!worker) throw new Error('The worker is not running.');
        const { sessionId } = await session.send('Target.attachToTarget', {
          targetId: worker.targetId,
          flatten: true,
        });
        // While something is attached to it the worker does not die.
        await session.connection()?.session(sessionId)?.send('Runtime.evaluate', { expression });
        await session.send('Target.detachFromTarget', { sessionId });
      } finally {
        await session.detach();
      }
    },
    close: () => browser.close(),
    crash: () => killBrowser(browser),
  };
}

/**
 * Switches on “Allow in Incognito”, as a person does on the page of the extensions. That loads the extension anew, and
 * without the developer mode it would be off then.
 */
async function allowPrivateWindows(browser: Browser, id: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration({ extensionId: '${id}', incognitoAccess: true })`,
  );
  await waitUntil('the extension is let in', () =>
    page.evaluate(
      `chrome.developerPrivate.getExtensionInfo('${id}').then(({ state, incognitoAccess }) => state === 'ENABLED' && incognitoAccess.isActive)`,
    ),
  );
  await page.close();
}

/** Tabs are targets of type `page` that the browser counts among its pages; the toolbar's popup is not one of them. */
async function toolbarPopup(browser: Browser, root: string): Promise<Page | undefined> {
  const tabs = await browser.pages();
  for (const target of browser.targets()) {
    if (!target.url().startsWith(`${root}popup.html`)) continue;
    const page = await target.asPage();
    if (!tabs.includes(page)) return page;
  }
  return undefined;
}
