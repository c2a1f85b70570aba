import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Answer } from '../../../lib/messages/answer.ts';
import type { Command } from '../../../lib/messages/command.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { launchChromium } from './chromium.ts';
import { buildFolder } from '../builds/build-folder.ts';
import { launchFirefox } from './firefox.ts';
import { openLine, type Line } from '../servers/line.ts';
import type { LaunchOptions, RunningBrowser } from './running-browser.ts';
import { withTimeout } from '../waiting/with-timeout.ts';

export interface ProfileOptions {
  browser: 'chromium' | 'firefox';
  /** Folder of the browser profile, kept at the end; without it a temporary one is made and removed. */
  userDataDir?: string;
  /** True if not said. */
  headless?: boolean;
  /** `en-US` if not said. */
  language?: string;
  /** Folder of the unpacked extension; if not said, what the build left for that browser. */
  extension?: string;
  /** The server that `connect` names to the extension, by way of a line that can be cut. */
  backend?: { url: string; publishable_key: string };
  /** Names the server's own address instead: there is no line, and nothing of it in the way. */
  isDirect?: boolean;
  args?: string[];
  timezone?: string;
  idleTimeout?: number;
  dark?: boolean;
  isPrivateAllowed?: boolean;
  isAlwaysPrivate?: boolean;
  prefs?: Record<string, boolean | number>;
}

export interface Badge {
  text: string;
  /** Of the ground behind the text, as #rrggbb. */
  color: string;
  /** The tooltip. */
  title: string;
}

/** One browser profile with Baton in it: one device. */
export interface Profile {
  browser: 'chromium' | 'firefox';
  /** Opens the popup's page in a tab of the popup's size; what was open of it before closes. */
  popup(): Promise<Page>;
  /** Opens the real popup, as a click on the toolbar icon does. Chromium only. */
  toolbarPopup(): Promise<Page>;
  /** Opens the options page in a tab; what was open of it before closes. */
  options(): Promise<Page>;
  /** Opens the statistics page in a tab; what was open of it before closes. */
  statistics(): Promise<Page>;
  /** Opens the popup's page and closes every other tab, for somebody to watch. */
  onlyPopup(): Promise<Page>;
  /** Closes the pages of the extension, so that no screen of it is open. */
  closePages(): Promise<void>;
  /** Reads the toolbar without waking the worker or keeping it awake. */
  badge(): Promise<Badge>;
  status(): Promise<Status | null>;
  /** Sends a command as the pages do. */
  send(command: Command): Promise<Answer>;
  /** Makes the extension use the backend, through the line. Throws with the reason if it will not. */
  connect(): Promise<void>;
  /** The browser's id of the running background, which it gets without waking it; null while it sleeps. */
  workerId(): Promise<string | null>;
  /** False where it was not running. */
  killWorker(): Promise<boolean>;
  /** A page with the rights of a page of the extension, in which no code of Baton runs. */
  quietPage(): Promise<Page>;
  /** Dispatches an event that only the browser can cause, such as a click on the extension's menu. Chromium only. */
  dispatchEvent(event: string, ...details: unknown[]): Promise<void>;
  /** Runs code in the worker, which wakes for it. Chromium only. */
  inWorker(expression: string): Promise<void>;
  /** The line to the backend. Throws where the profile was opened without one. */
  line(): Line;
  setOffline(offline: boolean): void;
  /** Ends the browser, or kills it, and starts it again with the same profile, once `meanwhile` is over. */
  restart(how?: { crash: boolean; meanwhile?: () => Promise<unknown> }): Promise<void>;
  /** Loads the extension again from its folder, where another build may be by now. The browser closes its pages. */
  update(): Promise<void>;
  /** Resolves once the browser is gone, for instance because somebody closed its window. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

const api = '(globalThis.browser ?? globalThis.chrome)';

/** Opens a browser profile with the extension loaded. */
export async function openProfile(options: ProfileOptions): Promise<Profile> {
  const { browser, userDataDir, backend } = options;
  const folder = userDataDir ?? (await mkdtemp(join(tmpdir(), 'baton-profile-')));
  const wire = backend && !options.isDirect ? await openLine(backend.url) : undefined;
  const start = browser === 'chromium' ? launchChromium : launchFirefox;
  const how: LaunchOptions = {
    profile: folder,
    extension: options.extension ?? buildFolder(browser),
    headless: options.headless ?? true,
    language: options.language ?? 'en-US',
    ...(options.args && { args: options.args }),
    ...(options.timezone && { timezone: options.timezone }),
    ...(options.idleTimeout && { idleTimeout: options.idleTimeout }),
    ...(options.dark && { dark: options.dark }),
    ...(options.isPrivateAllowed && { isPrivateAllowed: true }),
    ...(options.isAlwaysPrivate && { isAlwaysPrivate: true }),
    ...(options.prefs && { prefs: options.prefs }),
  };
  const pages = new Map<string, Page>();
  let running = await start(how);

  async function page(path: string, behind = false): Promise<Page> {
    const before = pages.get(path);
    const fresh = await withTimeout(`${path} to open`, running.open(path, { behind }));
    pages.set(path, fresh);
    if (before) await closePage(path, before);
    return fresh;
  }

  async function popup(): Promise<Page> {
    const opened = await page('popup.html');
    if (how.headless) await opened.setViewport({ width: 360, height: 600 });
    return opened;
  }

  /** The manifest, in a tab. */
  async function quietPage(): Promise<Page> {
    const open = pages.get('manifest.json');
    return open && !open.isClosed() ? open : page('manifest.json', true);
  }

  async function ask<T>(expression: string): Promise<T> {
    const page = await quietPage();
    return (await withTimeout(`${browser} to evaluate ${expression}`, page.evaluate(expression))) as T;
  }

  function line(): Line {
    if (!wire) throw new Error('This profile was opened without a line.');
    return wire;
  }

  async function send(command: Command): Promise<Answer> {
    const say = `${api}.runtime.sendMessage(${JSON.stringify({ command, id: crypto.randomUUID() })})`;
    return ask(`${say}.catch(() => ${say}).catch(() => ${say})`);
  }

  async function inWorker(expression: string): Promise<void> {
    // It has to be awake to be reached.
    await send({ type: 'opened' });
    await withTimeout(`the worker to evaluate ${expression}`, running.inWorker(expression));
  }

  async function end(act: (running: RunningBrowser) => Promise<void>): Promise<void> {
    await withTimeout('the browser to end', act(running));
    pages.clear();
  }

  return {
    browser,
    popup,
    async onlyPopup() {
      const only = await popup();
      for (const tab of await running.tabs()) if (tab !== only) await tab.close();
      return only;
    },
    async toolbarPopup() {
      return withTimeout('the popup of the toolbar', running.openToolbarPopup(await quietPage()));
    },
    options: () => page('options.html'),
    statistics: () => page('stats.html'),
    async closePages() {
      for (const [path, open] of pages) {
        if (path === 'manifest.json') continue;
        pages.delete(path);
        await closePage(path, open);
      }
    },
    async badge() {
      const [text, color, title] = await ask<[string, number[], string]>(
        `Promise.all([${api}.action.getBadgeText({}), ${api}.action.getBadgeBackgroundColor({}), ${api}.action.getTitle({})])`,
      );
      return { text, color: hex(color), title };
    },
    async status() {
      const stored = await ask<{ status?: Status }>(`${api}.storage.local.get('status')`);
      return stored.status ?? null;
    },
    send,
    async connect() {
      if (!backend) throw new Error('This profile was opened without a backend.');
      const answer = await send({
        type: 'connect',
        server: { url: wire?.url ?? backend.url, key: backend.publishable_key },
      });
      if (!answer.ok) throw new Error(`Connecting failed: ${answer.reason} ${answer.detail ?? ''}`);
    },
    workerId: () =>
      ask(
        `${api}.runtime.getContexts({ contextTypes: ['BACKGROUND'] }).then(([running]) => running?.contextId ?? null)`,
      ),
    async killWorker() {
      return withTimeout('the worker to die', running.killWorker(await quietPage()), 90_000);
    },
    quietPage,
    inWorker,
    async dispatchEvent(event, ...details) {
      const list = details.map((detail) => JSON.stringify(detail) ?? 'undefined').join();
      await inWorker(`chrome.${event}.dispatch(${list})`);
    },
    line,
    setOffline(offline) {
      if (offline) line().cut();
      else line().mend();
    },
    async restart({ crash, meanwhile } = { crash: false }) {
      await end((running) => (crash ? running.crash() : running.close()));
      await meanwhile?.();
      running = await start(how);
    },
    async update() {
      const [tab] = await running.tabs();
      await tab?.browser().installExtension(how.extension);
      pages.clear();
    },
    async ended() {
      await running.ended;
    },
    async close() {
      // A browser that takes too long to close is killed.
      await end((running) => withTimeout('the browser to end', running.close(), 30_000).catch(running.crash));
      if (wire) await withTimeout('the line to close', wire.close());
      if (userDataDir === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function closePage(path: string, page: Page): Promise<void> {
  if (!page.isClosed()) await withTimeout(`${path} to close`, page.close());
}

function hex(color: number[]): string {
  const [red = 0, green = 0, blue = 0] = color;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
