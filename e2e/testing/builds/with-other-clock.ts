import type { Page } from 'puppeteer-core';
import { withFirstScript, type ChangedBuild } from './with-first-script.ts';

/**
 * The extension as it would see a machine whose clock is `ahead` milliseconds ahead: in a copy of it, what runs first
 * in the worker and in each page sets `Date` to that clock, and the alarms, which the browser sets by its own clock,
 * back. The browser itself and `performance` keep true time. `setClock` sets the clock of what runs.
 */
export const withOtherClock = (
  ahead: number,
  build: 'chromium' | 'firefox' = 'chromium',
): Promise<ChangedBuild> => withFirstScript(`(${keepClock.toString()})(${ahead});\n`, build);

/** Sets the clock of a machine that runs, so many milliseconds ahead of true time. `page` is one without Baton's code. */
export async function setClock(page: Page, ahead: number): Promise<void> {
  await page.evaluate((to) => new BroadcastChannel('clock').postMessage(to), ahead);
}

/** Runs in the browser. */
function keepClock(atFirst: number): void {
  let ahead = atFirst;
  new BroadcastChannel('clock').addEventListener('message', ({ data }) => (ahead = data as number));
  const scope = globalThis as unknown as { browser?: Alarmed; chrome: Alarmed };
  const True = Date;
  globalThis.Date = new Proxy(True, {
    construct: (target, given: [], newTarget) =>
      Reflect.construct(target, given.length > 0 ? given : [target.now() + ahead], newTarget) as object,
    apply: () => new True(True.now() + ahead).toString(),
    get: (target, name) =>
      name === 'now' ? () => target.now() + ahead : (Reflect.get(target, name) as unknown),
  });
  const apis = new Set([scope.browser, scope.chrome].map((api) => api?.alarms));
  for (const alarms of apis) {
    if (!alarms) continue;
    const create = alarms.create.bind(alarms);
    alarms.create = (name, { when }) => create(name, { when: when - ahead });
  }
}

interface Alarmed {
  alarms?: { create(name: string, when: { when: number }): Promise<void> };
}
