import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import type { Command } from '../../lib/messages/command.ts';
import type { Desk } from './desk.ts';
import { situations, type Situation } from './situations.ts';

/** Does what the table says, in one browser. */
export interface Player {
  play(done: string): Promise<string[]>;
}

const api = '(globalThis.browser ?? globalThis.chrome)';

/** The name of what has the focus in a page, as near to what a screen reader calls it as is needed to find it. */
const focusedName = `(page) => {
  const control = page?.document.activeElement;
  if (!control || control === page.document.body) return '';
  const name = control.ariaLabel ?? control.labels?.[0]?.textContent ?? control.textContent ?? '';
  return name.replaceAll(/\\s+/g, ' ').trim();
}`;

const files: Record<string, string> = {
  'the options': 'options',
  'the statistics': 'stats',
  'the welcome page': 'welcome',
};

/** A key that has moved no focus for so long (milliseconds) will not. */
const slowest = 400;

/** So often Tab is pressed in search of something. */
const mostStops = 150;

export async function createPlayer(
  browser: 'chromium' | 'firefox',
  running: RunningBrowser,
  desk: Desk,
): Promise<Player> {
  const quietPage = await running.open('manifest.json');
  let page: Page | null = null;
  const ask = (expression: string) => quietPage.evaluate(expression);

  const send = async (command: Command) => {
    const answer = await ask(`${api}.runtime.sendMessage(${JSON.stringify({ command })})`);
    if (!(answer as { ok: boolean }).ok) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
  };

  const focused = () =>
    page
      ? page.evaluate(`(${focusedName})(window)`)
      : ask(`(${focusedName})(${api}.extension.getViews({ type: 'popup' })[0])`);
  const hasPopup = () => ask(`${api}.extension.getViews({ type: 'popup' }).length > 0`);

  async function closeScreen(): Promise<void> {
    const open = page;
    page = null;
    if (open) await open.close();
    else if (await hasPopup()) {
      await ask(`${api}.extension.getViews({ type: 'popup' })[0].close()`).catch(() => undefined);
      await waitUntil('the popup is closed', async () => !(await hasPopup()));
    }
    await quietPage.bringToFront();
  }

  async function open(screen: string): Promise<void> {
    if (screen === 'the popup') {
      await ask(`${api}.action.openPopup()`);
      await waitUntil('the popup is there', hasPopup);
      return;
    }
    const file = files[screen];
    if (file === undefined) throw new Error(`There is no screen called “${screen}”.`);
    page = await running.open(`${file}.html`);
  }

  async function goTo(name: string): Promise<void> {
    for (let stops = 0; stops < mostStops; stops += 1) {
      const before = String(await focused());
      if (before.startsWith(name)) return;
      await desk.press('Tab');
      // The key goes through the whole browser. It may also lead to a control of the same name, or nowhere.
      for (let waited = 0; waited < slowest && String(await focused()) === before; waited += 20)
        await pause(20);
    }
    throw new Error(`Tab does not lead to “${name}”. The focus is on “${String(await focused())}”.`);
  }

  async function set(situation: string): Promise<void> {
    const make: Situation | undefined = situations[situation];
    if (!make) throw new Error(`There is no situation called “${situation}”.`);
    const status = async (change: object) => {
      await ask(
        `${api}.storage.local.get('status').then(({ status }) => ${api}.storage.local.set({ status: { ...status, ...${JSON.stringify(change)} } }))`,
      );
    };
    await make({ send, status, now: Date.now() });
  }

  async function act(done: string): Promise<void> {
    const [, verb = '', what = ''] =
      /^(given|open|press|type|go to|close)\s*(.*)$/.exec(done.replace(/“(.*)”$/, '$1')) ?? [];
    if (verb === 'given') return set(what);
    if (verb === 'open') return open(what);
    if (verb === 'close') return closeScreen();
    if (verb === 'press') return desk.press(...what.split(' '));
    if (verb === 'type') return desk.type(what);
    if (verb === 'go to') return goTo(what);
    throw new Error(`Nobody knows how to “${done}” in ${browser}.`);
  }
  return { play: (done) => desk.hear(() => act(done)) };
}
