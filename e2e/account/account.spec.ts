import postgres from 'postgres';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../supabase/local/backend.ts';
import { openFront, type Front } from '../../supabase/local/testing/open-front.ts';
import { answering, managing, otherAnswers, times } from '../../supabase/local/testing/other-answers.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { trySign } from '../testing/pages/sign-in.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const email = 'ada@browsers.example';
const password = 'correct horse';
const minutes = /^2[45]$/;

let backend: Awaited<ReturnType<typeof startBackend>>;
let front: Front;
let profile: Profile;

beforeAll(async () => {
  backend = await startBackend({});
  front = await openFront(backend.url);
  profile = await openProfile({ browser: 'chromium', backend: { ...backend, url: front.url } });
  await profile.connect();
  await byRole(await profile.popup(), 'button', 'Start').click();
});

afterAll(async () => {
  await profile?.close();
  await front?.close();
  await backend?.stop();
});

/** Whatever happens around the account, what runs goes on. */
async function expectRunning(): Promise<void> {
  await waitForBadge(profile, minutes);
}

async function says(page: Page, text: string): Promise<void> {
  await waitUntil(`the page says ${text}`, async () =>
    (await page.$eval('body', (body) => body.textContent)).includes(text),
  );
}

async function lightSays(text: string): Promise<void> {
  await says(await profile.popup(), text);
}

/** Makes a call with something to send, whose answer the front decides about. */
async function addTask(title: string): Promise<void> {
  expect(await profile.send({ type: 'add-task', title, estimate: 1 })).toEqual({ ok: true });
}

async function allIsSent(): Promise<void> {
  await waitUntil('all is sent', async () => (await heldRows(profile)).waiting === 0, { timeout: 60_000 });
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

  it('SYNC-62 a database whose clock is seconds behind ends no login', async () => {
    const options = await profile.options();
    front.answer(times(2, answering('/rpc/sync', otherAnswers.fromTheFuture)));
    await addTask('Early');
    await allIsSent();
    await lightSays('Synced');
    await says(options, `Signed in as ${email}`);
  });

  it('ACCOUNT-25 a paused project is named in the popup and in the options, and ends no login', async () => {
    front.answer(() => otherAnswers.paused);
    await addTask('Waits');
    const sentence = 'This Supabase project is paused';
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Sync problem · Details').click();
    await says(popup, sentence);
    const options = await profile.options();
    await says(options, sentence);
    await says(options, `Signed in as ${email}`);
    await byRole(options, 'button', 'Test connection').click();
    const tested = (finding: string) =>
      waitUntil(`the test finds: ${finding}`, async () =>
        (await options.$eval('#server .sign > p[id]', ({ textContent }) => textContent)).includes(finding),
      );
    await tested(sentence);
    const headers = { 'Access-Control-Allow-Origin': 'https://elsewhere.example' };
    front.answer(() => ({ ...otherAnswers.paused, headers }));
    await byRole(options, 'button', 'Test connection').click();
    await tested('Something answers at this address, but the browser does not let Baton read it.');
    front.answer(() => null);
    await profile.send({ type: 'sync-now' });
    await lightSays('Synced');
    await allIsSent();
  });

  it('SYNC-63 of a page that came in the place of an answer nothing is shown', async () => {
    front.answer(answering('/rpc/sync', otherAnswers.proxyPage));
    await addTask('Behind a proxy');
    const popup = await profile.popup();
    await byRole(popup, 'button', 'Sync problem · Details').click();
    await says(popup, 'A web page answers here, not the server.');
    expect(await popup.$eval('body', (body) => body.textContent)).not.toMatch(
      /Sign in to the network|DOCTYPE/,
    );
    front.answer(() => null);
    await profile.send({ type: 'sync-now' });
    await lightSays('Synced');
  });

  it('SYNC-66 what is too much for the server arrives by halves', async () => {
    front.answer(answering('/rpc/sync', otherAnswers.gatewayPage));
    for (let at = 0; at < 8; at += 1) await addTask(`Many ${at}`);
    expect((await heldRows(profile)).waiting).toBeGreaterThanOrEqual(8);
    front.answer(managing(3));
    await profile.send({ type: 'sync-now' });
    await allIsSent();
    await lightSays('Synced');
    front.answer(() => null);
  });

  it('ACCOUNT-4 a login that was ended elsewhere asks to sign in again; work goes on and nothing is lost', async () => {
    const sql = postgres(backend.db_url, { max: 1, onnotice: () => undefined });
    await sql`delete from auth.sessions`;
    await sql.end();
    await byRole(await profile.popup(), 'button', 'Pause').click();
    await lightSays('Sign in again to sync');
    await waitForPausedBadge(profile);
    expect(await trySign(profile, 'Sign in', email, 'wrong password')).toMatch(/password/i);
    expect(await trySign(profile, 'Sign in', email, password)).toBeNull();
    await lightSays('Synced');
    await waitForPausedBadge(profile);
  });

  it('ACCOUNT-5 an address that has an account cannot sign up again', async () => {
    await profile.send({ type: 'sign-out', keep: true });
    expect(await trySign(profile, 'Create account', email, password)).toMatch(/already/i);
    await waitForPausedBadge(profile);
  });

  it('ACCOUNT-12 whoever signs out and takes everything along leaves an empty badge at once', async () => {
    expect(await trySign(profile, 'Sign in', email, password)).toBeNull();
    await waitForPausedBadge(profile);
    expect(await profile.send({ type: 'sign-out', keep: false })).toEqual({ ok: true });
    expect(await profile.badge()).toMatchObject({ text: '' });
  });
});
