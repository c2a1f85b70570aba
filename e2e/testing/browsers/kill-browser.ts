import { once } from 'node:events';
import type { Browser } from 'puppeteer-core';
import { withTimeout } from '../waiting/with-timeout.ts';

/** Kills a browser, as a crash or a power cut would. */
export async function killBrowser(browser: Browser): Promise<void> {
  const running = browser.process();
  if (running === null) throw new Error('This browser is not ours to kill.');
  if (running.exitCode !== null || running.signalCode !== null) return;
  const gone = once(running, 'exit');
  running.kill('SIGKILL');
  await withTimeout('the end of a killed browser', gone);
}
