import { afterAll, beforeAll, describe, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { badgeSays } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { press } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { showSameTime } from '../testing/pages/shown-time.ts';

const minutes = /^2[45]$/;
const paused = /^❚❚$/;
const nothing = /^$/;

let backend: Awaited<ReturnType<typeof startBackend>>;
let pair: Pair;
let office: Profile;
let home: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  pair = await openPair(backend, { b: { browser: 'firefox' } });
  ({ a: office, b: home } = pair);
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

describe('HANDOFF-5 a session moves between Chromium and Firefox', () => {
  it('HANDOFF-5 start in Chromium, see the same time in Firefox, continue and pause there, resume and stop', async () => {
    await press(office, 'Start');
    await badgeSays(home, minutes);
    await showSameTime(await office.popup(), await home.popup());
    await press(home, 'Continue here');
    await byRole(await office.popup(), 'button', 'Continue here').wait();
    await press(home, 'Pause');
    await badgeSays(office, paused);
    await press(office, 'Resume');
    await badgeSays(home, minutes);
    await press(home, 'Stop');
    await badgeSays(office, nothing);
    await expectAgreement(pair);
  });

  it('HANDOFF-5 the same from Firefox to Chromium, also with no screen of it open and after it was closed', async () => {
    await press(home, 'Start');
    await badgeSays(office, minutes);
    await home.closePages();
    await press(office, 'Pause');
    await badgeSays(home, paused);
    await press(office, 'Resume');
    await badgeSays(home, minutes);
    await home.restart();
    await press(office, 'Pause');
    await badgeSays(home, paused);
    await press(home, 'Resume');
    await badgeSays(office, minutes);
    await press(office, 'Stop');
    await badgeSays(home, nothing);
  });
});
