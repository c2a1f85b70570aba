import { afterAll, beforeAll, describe, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { showSameTime } from '../testing/pages/shown-time.ts';

const minutes = /^2[45]$/;
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

describe('a session moves between Chromium and Firefox', () => {
  it('HANDOFF-5 start in Chromium, see the same time in Firefox, continue and pause there, resume and stop', async () => {
    await pressInPopup(office, 'Start');
    await waitForBadge(home, minutes);
    await showSameTime(await office.popup(), await home.popup());
    await pressInPopup(home, 'Continue here');
    await byRole(await office.popup(), 'button', 'Continue here').wait();
    await pressInPopup(home, 'Pause');
    await waitForPausedBadge(office);
    await pressInPopup(office, 'Resume');
    await waitForBadge(home, minutes);
    await pressInPopup(home, 'Stop');
    await waitForBadge(office, nothing);
    await expectAgreement(pair);
  });

  it('HANDOFF-5 the same from Firefox to Chromium, also with no screen of it open and after it was closed', async () => {
    await pressInPopup(home, 'Start');
    await waitForBadge(office, minutes);
    await home.closePages();
    await pressInPopup(office, 'Pause');
    await waitForPausedBadge(home);
    await pressInPopup(office, 'Resume');
    await waitForBadge(home, minutes);
    await home.restart();
    await pressInPopup(office, 'Pause');
    await waitForPausedBadge(home);
    await pressInPopup(home, 'Resume');
    await waitForBadge(office, minutes);
    await pressInPopup(office, 'Stop');
    await waitForBadge(home, nothing);
  });
});
