import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { showSameTime } from '../testing/pages/shown-time.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

type Backend = Awaited<ReturnType<typeof startBackend>>;

const minutes = /^2[45]$/;

let backend: Backend;
let pair: Pair;
let a: Profile;
let b: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  pair = await openPair(backend);
  ({ a, b } = pair);
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

/** Each step as a person does it; `before` is what happens to A's worker ahead of it. */
async function handOver(before: () => Promise<unknown>): Promise<void> {
  await before();
  await pressInPopup(a, 'Start');
  await waitForBadge(b, minutes);
  await showSameTime(await a.popup(), await b.popup());

  await before();
  await pressInPopup(b, 'Continue here');
  const popup = await a.popup();
  await byRole(popup, 'button', 'Continue here').wait();
  // A started it, and B has it.
  expect(await popup.$eval('.lead-device', (line) => line.textContent)).toMatch(/^Now on Chromium · /);

  await before();
  await pressInPopup(b, 'Pause');
  await waitForPausedBadge(a);

  await before();
  await pressInPopup(a, 'Resume');
  await waitForBadge(b, minutes);

  await before();
  await pressInPopup(a, 'Stop');
  await Promise.all([waitForBadge(a, ''), waitForBadge(b, '')]);
}

describe('a session moves between two browsers', () => {
  it('HANDOFF-1 start here, see it there, continue and pause there, see the pause here, resume, stop', async () => {
    await handOver(async () => Promise.resolve());
  });

  it('HANDOFF-2 the same with the worker of the first killed before each step', async () => {
    await handOver(() => a.killWorker());
  });

  it('HANDOFF-3 a browser that was offline during the start shows the session once it is back', async () => {
    b.setOffline(true);
    await pressInPopup(a, 'Start');
    await waitForBadge(a, minutes);
    b.setOffline(false);
    await waitForBadge(b, minutes);
    await pressInPopup(b, 'Continue here');
    await pressInPopup(b, 'Pause');
    await waitForPausedBadge(a);
    await pressInPopup(a, 'Stop');
    await waitForBadge(b, '');
  });

  it('HANDOFF-4 what was done offline is there, says how much waits, and arrives later', async () => {
    a.setOffline(true);
    await pressInPopup(a, 'Start');
    await waitForBadge(a, minutes);
    await pressInPopup(a, 'Pause');
    await waitForPausedBadge(a);
    const popup = await a.popup();
    await waitUntil('the light counts what waits', async () =>
      (await popup.$eval('body', (body) => body.textContent)).includes('changes waiting'),
    );
    a.setOffline(false);
    await waitForPausedBadge(b);
    await pressInPopup(b, 'Stop');
    await waitForBadge(a, '');
  });

  it('DEVICE-2 DEVICE-3 a name that A gets in its options is what B says, and A tells B by its number', async () => {
    await pressInPopup(b, 'Start');
    await byRole(await a.popup(), 'button', 'Continue here').wait();
    const second = await (await a.popup()).$eval('.lead-device', (line) => line.textContent);
    expect(second).toMatch(/^Now on Chromium · \w+ 2$/);
    await pressInPopup(a, 'Continue here');
    const options = await a.options();
    await byRole(options, 'button', 'Rename').click();
    await options.keyboard.type('Kitchen 🍅');
    await byRole(options, 'button', 'Save').click();
    const popup = await b.popup();
    await waitUntil('B says the name of A', async () =>
      (await popup.$eval('body', (body) => body.textContent)).includes('Now on Kitchen 🍅'),
    );
    await pressInPopup(b, 'Stop');
  });
});
