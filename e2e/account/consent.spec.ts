import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { signUp } from '../testing/pages/sign-in.ts';
import { mailedCode } from '../testing/servers/mailed-code.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const personal = `{ data_collection: ['authenticationInfo', 'personallyIdentifyingInfo'] }`;

let backend: Backend;
let profile: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  profile = await openProfile({ browser: 'firefox', backend });
  await profile.connect();
});

afterAll(async () => {
  await profile?.close();
  await backend?.stop();
});

async function isAgreed(): Promise<boolean> {
  return (await (await profile.quietPage()).evaluate(`browser.permissions.contains(${personal})`)) as boolean;
}

describe('what Firefox asks before anything personal is sent', () => {
  it('ACCOUNT-15 is asked by the first sign-in, and not before', async () => {
    expect(await isAgreed()).toBe(false);
    await signUp(profile, 'ada@example.test', 'correct horse');
    expect(await isAgreed()).toBe(true);
  });

  it('ACCOUNT-24 taken back on the page of the browser signs out, and the timer goes on', async () => {
    expect(await profile.send({ type: 'start' })).toEqual({ ok: true });
    await (await profile.quietPage()).evaluate(`browser.permissions.remove(${personal})`);
    await waitUntil('nobody is signed in', async () => (await profile.status())?.account === null);
    const { owner } = (await profile.status()) ?? {};
    expect(owner, 'whose copy stays').toMatch(/./);
    await waitUntil('the badge shows the minutes', async () => /^2[45]$/.test((await profile.badge()).text));
  });

  it('ACCOUNT-15 ACCOUNT-41 is asked again by the next one, with the code for a forgotten password, which goes on with the copy', async () => {
    const page = await profile.options();
    await byRole(page, 'textbox', 'E-mail').fill('ada@example.test');
    await byRole(page, 'button', 'Forgot the password?').click();
    await byRole(page, 'button', 'Send the mail').click();
    const code = await mailedCode(backend.mail_url, 'ada@example.test');
    await page.locator('#account input[type="password"]').setTimeout(30_000).fill('battery staple');
    await byRole(page, 'textbox', 'Link or code from the mail').fill(code);
    await byRole(page, 'button', 'Set it and sign in').click();
    expect(await isAgreed()).toBe(true);
    await waitUntil('all is synced', async () => (await profile.status())?.link === 'synced');
    await waitUntil('the badge shows the minutes', async () => /^2[45]$/.test((await profile.badge()).text));
  });
});
