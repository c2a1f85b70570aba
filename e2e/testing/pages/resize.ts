import type { Page, Viewport } from 'puppeteer-core';
import { waitForValue } from '../waiting/wait-for-value.ts';

/** Gives the page another size, and waits until it is laid out in that. */
export async function resize(page: Page, size: Viewport): Promise<void> {
  await page.setViewport(size);
  await waitForValue(() => page.evaluate(() => [innerWidth, innerHeight]), [size.width, size.height]);
}
