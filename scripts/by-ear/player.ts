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
  // Orca takes the live regions of Firefox's toolbar popup for those of a tab that is not in front.
  'the popup': 'popup',
  'the options': 'options',
  'the statistics': 'stats',
  'the welcome page': 'welcome',
};

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
    if (screen === 'the popup' && browser === 'chromium') {
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
      if (String(await focused()).startsWith(name)) return;
      await desk.press('Tab');
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
