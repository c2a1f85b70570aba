import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../supabase/local/backend.ts';
import { byRole } from './fixtures/by-role.ts';
import { openProfile, type Profile } from './fixtures/profile.ts';
import { shownTime } from './fixtures/shown-time.ts';
import { signIn, signUp } from './fixtures/sign-in.ts';
import { until } from './fixtures/until.ts';

type Backend = Awaited<ReturnType<typeof startBackend>>;

const minutes = /^2[45]$/;
const pauseMark = '❚❚';
/** A background whose socket is gone hears the news with its next pulse, within 30 s. */
const pulse = { timeout: 45_000 };

let backend: Backend;
let office: Profile;
let home: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  [office, home] = await Promise.all([
    openProfile({ browser: 'chromium', backend }),
    openProfile({ browser: 'firefox', backend }),
  ]);
  await Promise.all([office.connect(), home.connect()]);
  await signUp(office, 'chrome@firefox.example', 'correct horse');
  await signIn(home, 'chrome@firefox.example', 'correct horse');
});

afterAll(async () => {
  await Promise.all([office?.close(), home?.close()]);
  await backend?.stop();
});

async function press(profile: Profile, button: string): Promise<void> {
  await byRole(await profile.popup(), 'button', button).click();
}

async function badgeSays(profile: Profile, text: RegExp): Promise<void> {
  await until(
    `the badge in ${profile.browser} says ${text}`,
    async () => text.test((await profile.badge()).text),
    pulse,
  );
}

describe('HANDOFF-9 a session moves between Chromium and Firefox', () => {
  it('HANDOFF-9 start in Chromium, see the same time in Firefox, continue and pause there, resume and stop here', async () => {
    await press(office, 'Start');
    await badgeSays(home, minutes);
    const popups = await Promise.all([office.popup(), home.popup()]);
    const [here = 0, there = 0] = await Promise.all(popups.map(shownTime));
    expect(Math.abs(here - there)).toBeLessThanOrEqual(1);
    await press(home, 'Continue here');
    await byRole(await office.popup(), 'button', 'Continue here').wait();
    await press(home, 'Pause');
    await badgeSays(office, new RegExp(pauseMark));
    await press(office, 'Resume');
    await badgeSays(home, minutes);
    await press(home, 'Stop');
    await badgeSays(office, /^$/);
  });

  it('HANDOFF-9 the same from Firefox to Chromium, also with no screen of it open and after it was closed', async () => {
    await press(home, 'Start');
    await badgeSays(office, minutes);
    await home.closePages();
    await press(office, 'Pause');
    await badgeSays(home, new RegExp(pauseMark));
    await press(office, 'Resume');
    await badgeSays(home, minutes);
    await home.restart();
    await press(office, 'Pause');
    await badgeSays(home, new RegExp(pauseMark));
    await press(home, 'Resume');
    await badgeSays(office, minutes);
    await press(office, 'Stop');
    await badgeSays(home, /^$/);
  });
});
