import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updateInSession } from '../../e2e/previous/update-in-session.ts';
import { openPair } from '../../e2e/testing/browsers/pair.ts';
import { byRole } from '../../e2e/testing/pages/by-role.ts';
import { pressInPopup } from '../../e2e/testing/pages/press-in-popup.ts';
import { waitForBadge, waitForPausedBadge } from '../../e2e/testing/pages/wait-for-badge.ts';
import { startBackend } from '../../supabase/local/backend.ts';
import { findBrowser } from '../find-browser.ts';
import { unpackZip } from './unpack-zip.ts';

const zips = { chromium: 'chrome', firefox: 'firefox' } as const;
const browsers = ['chromium', 'firefox'] as const;

/**
 * Plays with the archives of a release alone what a person does with them: installs each in a fresh browser, hands a
 * session over between the two, and updates the previous version in the middle of a session. Returns the transcript.
 * Where a browser is missing it says so, and plays nothing.
 */
export async function playRelease(folder: string, version: string): Promise<string> {
  const missing = browsers.filter((browser) => findBrowser(browser) === null);
  if (missing.length > 0) return `Not played: ${missing.join(' and ')} could not be found.\n`;
  const place = await mkdtemp(join(tmpdir(), 'baton-played-'));
  const lines: string[] = [];
  const began = Date.now();
  const tell = (line: string) =>
    lines.push(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const unpacked = (browser: (typeof browsers)[number]) => join(place, browser);
  const backend = await startBackend();
  try {
    for (const browser of browsers) {
      const name = `baton-${version}-${zips[browser]}.zip`;
      unpackZip(await readFile(join(folder, name)), unpacked(browser));
      tell(`unpacked ${name}`);
    }
    const pair = await openPair(backend, {
      a: { extension: unpacked('chromium') },
      b: { browser: 'firefox', extension: unpacked('firefox') },
    });
    const { a, b } = pair;
    try {
      tell('installed in a fresh Chromium and a fresh Firefox, connected, and signed in to one account');
      await pressInPopup(a, 'Start');
      await waitForBadge(b, /^2[45]$/);
      tell('Start in Chromium: the badge of Firefox shows the minutes');
      await pressInPopup(b, 'Continue here');
      await byRole(await a.popup(), 'button', 'Continue here').wait();
      tell('Continue here in Firefox: Chromium says that Firefox leads');
      await pressInPopup(b, 'Pause');
      await waitForPausedBadge(a);
      tell('Pause in Firefox: the badge of Chromium is that of a pause');
      await pressInPopup(a, 'Stop');
      await waitForBadge(b, '');
      tell('Stop in Chromium: the badge of Firefox is empty');
    } finally {
      await pair.close();
    }
    for (const browser of browsers) {
      await updateInSession(browser, unpacked(browser));
      tell(
        `${browser}: updated from the previous version in the middle of a session, which runs on as it was`,
      );
    }
    return `${lines.join('\n')}\n`;
  } finally {
    await backend.stop();
    await rm(place, { recursive: true, force: true });
  }
}
