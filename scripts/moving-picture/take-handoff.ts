import type { Page } from 'puppeteer-core';
import { openPair, type Pair } from '../../e2e/testing/browsers/pair.ts';
import type { RunningBrowser } from '../../e2e/testing/browsers/running-browser.ts';
import { byRole } from '../../e2e/testing/pages/by-role.ts';
import { waitUntil } from '../../e2e/testing/waiting/wait-until.ts';
import { startBackend } from '../../supabase/local/backend.ts';
import { animate, type Frame } from './animate.ts';

const shown = { width: 360, height: 392 };
const size = { width: 800, height: 512 };

type Side = 'a' | 'b';

/** A press that is about to happen, or has just: where, in the popup of one side. */
interface Press {
  side: Side;
  x: number;
  y: number;
}

/**
 * Plays a handoff from Chromium to Firefox, on one account and a server of their own, and takes a picture of both
 * popups at each step. `gallery` is the browser in which they are put side by side.
 */
export async function takeHandoff(gallery: RunningBrowser): Promise<Buffer> {
  const backend = await startBackend({});
  const pair = await openPair(backend, { b: { browser: 'firefox' } });
  try {
    return animate(await play(pair, gallery));
  } finally {
    await pair.close();
    await backend.stop();
  }
}

async function play({ a, b }: Pair, gallery: RunningBrowser): Promise<Frame[]> {
  for (const [title, estimate] of [
    ['Write the report', 3],
    ['Answer the mails', 1],
  ] as const)
    await a.send({ type: 'add-task', title, estimate });
  const popups = { a: await a.popup(), b: await b.popup() };
  for (const popup of Object.values(popups)) {
    await popup.setViewport(shown);
    await popup.waitForSelector('::-p-text(Answer the mails)');
  }
  const frames: Frame[] = [];
  const sheet = await gallery.open('gallery.html?scene=empty');
  await sheet.goto('about:blank');
  await sheet.setViewport(size);
  const take = async (duration: number, says: string, press: Press | null = null) => {
    const images = await Promise.all(
      [popups.a, popups.b].map((popup) => popup.screenshot({ encoding: 'base64' })),
    );
    await sheet.setContent(draw(images, says, press));
    await sheet.waitForFunction('[...document.images].every(({ complete }) => complete)');
    frames.push({ png: Buffer.from(await sheet.screenshot()), duration });
  };
  /** The pointer comes, presses, and both sides show what came of it. */
  const press = async (side: Side, name: string, says: string, other: [Page, string]) => {
    const button = byRole(popups[side], 'button', name);
    await button.wait();
    const found = await popups[side].$(`::-p-aria([name="${name}"][role="button"])`);
    const box = await found?.boundingBox();
    if (!box) throw new Error(`“${name}” is not on the screen.`);
    await take(900, says, { side, x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await popups[side].bringToFront();
    await button.click();
    await byRole(other[0], 'button', other[1]).wait();
    await popups[side].mouse.move(0, 0);
    await popups[side].evaluate('document.activeElement?.blur()');
  };
  const wait = async (text: RegExp) =>
    waitUntil(
      `the time is ${text.source}`,
      async () => text.test(await popups.b.$eval('.time', (time) => time.textContent ?? '')),
      {
        every: 20,
      },
    );

  await take(1200, 'One account, two browsers');
  await press('a', 'Start', 'Start in Chromium', [popups.b, 'Continue here']);
  await take(1000, 'Firefox counts down the same seconds');
  for (const time of [/24:5[78]/, /24:5[56]/]) {
    await wait(time);
    await take(900, 'Firefox counts down the same seconds');
  }
  await press('b', 'Continue here', 'Walk over and continue there', [popups.a, 'Continue here']);
  await take(1800, 'Firefox leads now, and rings at the end');
  await press('b', 'Pause', 'Pause on either side', [popups.a, 'Resume']);
  await take(2200, 'Both are paused');
  return frames;
}

function draw([a = '', b = '']: string[], says: string, press: Press | null): string {
  const window = (title: string, image: string, side: Side) => `<section>
    <header><i></i><i></i><i></i><span>${title}</span></header>
    <div><img src="data:image/png;base64,${image}" width="${shown.width}" height="${shown.height}">
    ${press?.side === side ? `<b style="left:${press.x}px;top:${press.y}px">${pointer}</b>` : ''}</div>
  </section>`;
  return `<!doctype html><style>${styles}</style><main>${window('Chromium · at work', a, 'a')}${window('Firefox · at home', b, 'b')}</main><p>${says}</p>`;
}

const pointer =
  '<svg width="26" height="26" viewBox="0 0 16 16"><path d="M3 1v12l3.2-3 2 4.6 2-.9-2-4.5H13z" fill="#24211e" stroke="#fff"/></svg>';

const styles = `
* { box-sizing: border-box; margin: 0; }
body { background: #f3eae0; color: #24211e; font-family: system-ui, 'Noto Sans', sans-serif; }
main { display: flex; gap: 24px; justify-content: center; padding-top: 20px; }
section { border-radius: 10px; overflow: hidden; border: 1px solid #d9cfc3; }
header { display: flex; align-items: center; gap: 6px; height: 30px; padding: 0 12px; background: #e4d9cc; font-size: 13px; }
i { width: 9px; height: 9px; border-radius: 50%; background: #b9ab9b; }
span { margin-inline-start: 8px; }
section div { position: relative; height: ${shown.height}px; }
b { position: absolute; margin: -2px 0 0 -4px; }
p { height: 46px; line-height: 46px; text-align: center; font-size: 19px; font-weight: 600; }
`;
