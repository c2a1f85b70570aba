import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { unpackBuild } from '../../test/previous/unpack.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { press } from '../testing/pages/press-in-popup.ts';
import { signIn, signUp } from '../testing/pages/sign-in.ts';
import { badgeSays } from '../testing/pages/wait-for-badge.ts';
import { until } from '../testing/waiting/wait-until.ts';

const minutes = /^2[45]$/;
const pauseMark = '❚❚';
const who = ['old@and.new', 'correct horse'] as const;

let backend: Backend;
let folder: string;

beforeAll(async () => {
  backend = await startBackend({});
  folder = await mkdtemp(join(tmpdir(), 'baton-previous-'));
});

afterAll(async () => {
  await backend?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A profile with the kept build. What its buttons are called is what they were called then. */
async function openPrevious(browser: 'chromium' | 'firefox'): Promise<Profile> {
  const extension = join(folder, browser);
  unpackBuild(browser, extension);
  const profile = await openProfile({ browser, backend, extension });
  await profile.connect();
  return profile;
}

it('PREV-6 a session moves from the previous version to this one and back', async () => {
  const [then, now] = await Promise.all([
    openPrevious('chromium'),
    openProfile({ browser: 'chromium', backend }),
  ]);
  try {
    await signUp(then, ...who);
    await now.connect();
    await signIn(now, ...who);
    await press(then, 'Start');
    await badgeSays(now, minutes);
    await press(now, 'Continue here');
    await byRole(await then.popup(), 'button', 'Continue here').wait();
    await press(now, 'Pause');
    await badgeSays(then, pauseMark);
    await press(then, 'Resume');
    await badgeSays(now, minutes);
    await press(now, 'Stop');
    await Promise.all([badgeSays(then, ''), badgeSays(now, '')]);
  } finally {
    await Promise.all([then.close(), now.close()]);
  }
});

it('PREV-6 the build for Firefox loads, signs in and hears of what this version does', async () => {
  const [then, now] = await Promise.all([
    openPrevious('firefox'),
    openProfile({ browser: 'chromium', backend }),
  ]);
  try {
    await now.connect();
    await signIn(now, ...who);
    await signIn(then, ...who);
    await press(now, 'Start');
    await badgeSays(then, minutes);
    await press(then, 'Stop');
    await badgeSays(now, '');
    await until('it is synced', async () => (await then.status())?.link === 'synced');
  } finally {
    await Promise.all([then.close(), now.close()]);
  }
});
