import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { byRole } from '../../e2e/testing/pages/by-role.ts';
import { inPairs, type Times } from '../table/ratios.ts';
import { atMost, type How, type Row } from '../table/row.ts';
import { openFilled } from './filled-profile.ts';
import { watchClicks, watchScreen } from './watch.ts';

/** A press of Pause until the popup shows it, which it does only once the act is on disk. */
export async function measureAct({ extension, rounds }: How): Promise<Row[]> {
  const { browser, close } = await openFilled(extension, {});
  const [empty, written]: [Times[], Times[]] = [[], []];
  try {
    const page = await browser.open('popup.html');
    await page.setViewport({ width: 360, height: 600 });
    await byRole(page, 'button', 'Start').click();
    await page.waitForSelector('main[data-state=running]');
    await page.evaluate(prepareYardsticks);
    const [clicks, screen] = [watchClicks(page), watchScreen(page)];
    for (let round = -10; round < rounds(60); round += 1) {
      const [bare, row] = [await yardstick(page, 'empty'), await yardstick(page, 'row')];
      const [clicked, painted] = [await clicks.arm(), await screen.arm()];
      // It pauses and resumes in turn.
      await page.click('button.primary');
      const figure = (await painted()) - (await clicked());
      // What comes after an act must not slow the next one down.
      await pause(150);
      if (round < 0) continue;
      empty.push({ base: bare, figure });
      written.push({ base: row, figure });
    }
  } finally {
    await close();
  }
  const figure = 'click on Pause to its repaint';
  return [
    inPairs({ figure, yardstick: 'an empty strict transaction and a frame', aim: atMost(1.5) }, empty),
    inPairs({ figure, yardstick: 'a strict transaction with one row, and a frame' }, written),
  ];
}

/** From a real click as well, so that both begin where the browser hands over the input. */
async function yardstick(page: Page, which: 'empty' | 'row'): Promise<number> {
  await page.evaluate(`void (globalThis.yardstick = new Promise((tell) => arm('${which}', tell)))`);
  await page.mouse.click(2, 2);
  return (await page.evaluate('globalThis.yardstick')) as number;
}

const prepareYardsticks = `(async () => {
  const opening = indexedDB.open('yardstick');
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
  await new Promise((opened) => (opening.onsuccess = opened));
  globalThis.arm = (which, tell) => document.addEventListener('pointerup', ({ timeStamp }) => {
    const tx = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
    if (which === 'row') tx.objectStore('rows').put({ text: 'A row of some length' }, 1);
    tx.oncomplete = () => {
      document.body.style.outlineColor = document.body.style.outlineColor === 'red' ? 'blue' : 'red';
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => tell(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    };
  }, { once: true, capture: true });
})()`;
