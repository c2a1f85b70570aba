import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { LaunchOptions } from './running-browser.ts';
import { waitUntil } from '../waiting/wait-until.ts';

/** The address of the welcome page below the extension's root. */
export const welcomePage = 'welcome.html';

/** A file that each browser writes into a profile when it first opens it. */
const marks = { chromium: 'Local State', firefox: 'times.json' };

/** Whether the extension will show its welcome page in this profile. Ask before the browser starts. */
export function expectsWelcome(
  browser: 'chromium' | 'firefox',
  { profile, extension }: Pick<LaunchOptions, 'profile' | 'extension'>,
): boolean {
  return existsSync(join(extension, welcomePage)) && !existsSync(join(profile, marks[browser]));
}

/** Closes the welcome page as a person does. It would stay in front of the pages that a test looks at. */
export async function closeWelcome(find: () => Promise<Page | null>): Promise<void> {
  const welcome = await waitUntil('the welcome page is there', find);
  await welcome.close();
}
