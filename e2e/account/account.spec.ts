import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { waitForBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { trySign } from '../testing/pages/sign-in.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const email = 'ada@browsers.example';
const password = 'correct horse';
const minutes = /^2[45]$/;
const pauseMark = '❚❚';

let backend: Awaited<ReturnType<typeof startBackend>>;
let profile: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  profile = await openProfile({ browser: 'chromium', backend });
  await profile.connect();
  await byRole(await profile.popup(), 'button', 'Start').click();
});

afterAll(async () => {
  await profile?.close();
  await backend?.stop();
});

/** Whatever happens around the account, what runs goes on. */
async function expectRunning(): Promise<void> {
  await waitForBadge(profile, minutes);
}

async function lightSays(text: string): Promise<void> {
  const popup = await profile.popup();
  await waitUntil(`the popup says ${text}`, async () =>
    (await popup.$eval('body', (body) => body.textContent)).includes(text),
  );
}

describe('what can go wrong with an account', () => {
  it('ACCOUNT-1 an account that does not exist cannot sign in, and the timer goes on', async () => {
    expect(await trySign(profile, 'Sign in', email, password)).toMatch(/password/i);
    await expectRunning();
  });

  it('ACCOUNT-2 a server that cannot be reached is told in a sentence', async () => {
    profile.setOffline(true);
    const complaint = await trySign(profile, 'Create account', email, password).finally(() =>
      profile.setOffline(false),
    );
    expect(complaint).toMatch(/reach/i);
    await expectRunning();
  });

  it('ACCOUNT-3 signing up takes the running session along', async () => {
    expect(await trySign(profile, 'Create account', email, password)).toBeNull();
    await lightSays('Synced');
    await expectRunning();
    const sql = postgres(backend.db_url, { max: 1, onnotice: () => undefined });
    const kinds = () =>
      sql`select checkpoint_type from public.pomodoro_checkpoints`.then((rows) =>
        rows.map((row) => String(row['checkpoint_type'])),
      );
    // The light says so until the next call is under way.
    await waitUntil('the session has arrived', async () => (await kinds()).length > 0);
    expect(await kinds()).toEqual(['start']);
    await sql.end();
  });

  it('ACCOUNT-4 a login that was ended elsewhere asks to sign in again; work goes on and nothing is lost', async () => {
    const sql = postgres(backend.db_url, { max: 1, onnotice: () => undefined });
    await sql`delete from auth.sessions`;
    await sql.end();
    await byRole(await profile.popup(), 'button', 'Pause').click();
    await lightSays('Sign in again to sync');
    await waitForBadge(profile, pauseMark);
    expect(await trySign(profile, 'Sign in', email, 'wrong password')).toMatch(/password/i);
    expect(await trySign(profile, 'Sign in', email, password)).toBeNull();
    await lightSays('Synced');
    await waitForBadge(profile, pauseMark);
  });

  it('ACCOUNT-5 an address that has an account cannot sign up again', async () => {
    await profile.send({ type: 'sign-out', keep: true });
    expect(await trySign(profile, 'Create account', email, password)).toMatch(/already/i);
    await waitForBadge(profile, pauseMark);
  });

  it('ACCOUNT-12 whoever signs out and takes everything along leaves an empty badge at once', async () => {
    expect(await trySign(profile, 'Sign in', email, password)).toBeNull();
    await waitForBadge(profile, pauseMark);
    expect(await profile.send({ type: 'sign-out', keep: false })).toEqual({ ok: true });
    expect(await profile.badge()).toMatchObject({ text: '' });
  });
});
