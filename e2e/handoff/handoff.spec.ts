import { afterAll, beforeAll, describe, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { badgeSays } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { press } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { showSameTime } from '../testing/pages/shown-time.ts';
import { until } from '../testing/waiting/wait-until.ts';

type Backend = Awaited<ReturnType<typeof startBackend>>;

const minutes = /^2[45]$/;
const pauseMark = '❚❚';

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
  await press(a, 'Start');
  await badgeSays(b, minutes);
  await showSameTime(await a.popup(), await b.popup());

  await before();
  await press(b, 'Continue here');
  const popup = await a.popup();
  await byRole(popup, 'button', 'Continue here').wait();

  await before();
  await press(b, 'Pause');
  await badgeSays(a, pauseMark);

  await before();
  await press(a, 'Resume');
  await badgeSays(b, minutes);

  await before();
  await press(a, 'Stop');
  await Promise.all([badgeSays(a, ''), badgeSays(b, '')]);
}

describe('HANDOFF-1, HANDOFF-2, HANDOFF-3, HANDOFF-4 a session moves between two browsers', () => {
  it('HANDOFF-1 start here, see it there, continue and pause there, see the pause here, resume, stop', async () => {
    await handOver(async () => Promise.resolve());
  });

  it('HANDOFF-2 the same with the worker of the first killed before each step', async () => {
    await handOver(() => a.killWorker());
  });

  it('HANDOFF-3 a browser that was offline during the start shows the session once it is back', async () => {
    b.setOffline(true);
    await press(a, 'Start');
    await badgeSays(a, minutes);
    b.setOffline(false);
    await badgeSays(b, minutes);
    await press(b, 'Continue here');
    await press(b, 'Pause');
    await badgeSays(a, pauseMark);
    await press(a, 'Stop');
    await badgeSays(b, '');
  });

  it('HANDOFF-4 what was done offline is there, says how much waits, and arrives later', async () => {
    a.setOffline(true);
    await press(a, 'Start');
    await badgeSays(a, minutes);
    await press(a, 'Pause');
    await badgeSays(a, pauseMark);
    const popup = await a.popup();
    await until('the light counts what waits', async () =>
      (await popup.$eval('body', (body) => body.textContent)).includes('changes waiting'),
    );
    a.setOffline(false);
    await badgeSays(b, pauseMark);
    await press(b, 'Stop');
    await badgeSays(a, '');
  });
});
