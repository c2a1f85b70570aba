import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../backend.ts';
import { freshDatabase, type FreshDatabase } from '../testing/fresh-database.ts';
import { noMigrations } from '../testing/no-migrations.ts';

let database: FreshDatabase;
let backend: Backend;

beforeAll(async () => {
  database = await freshDatabase({ migrated: false });
  backend = await startBackend({ db: database.url, migrations: noMigrations, auth: { jwt_expiry: 1800 } });
});

afterAll(async () => {
  await backend.stop();
  await database.drop();
});

function newClient(key = backend.publishable_key) {
  return createClient(backend.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
}

async function mailTo(address: string) {
  const answer = await fetch(`${backend.mail_url}?to=${encodeURIComponent(address)}`);
  const [mail] = (await answer.json()) as { to: string; code: string; subject: string; sent_at: string }[];
  return mail;
}

describe('LOCAL-19, LOCAL-21 a person', () => {
  const email = 'Person@b.example';
  const password = 'secret123';

  it('LOCAL-19 signs up, signs in and out, and is told what is wrong', async () => {
    const client = newClient();
    const signedUp = await client.auth.signUp({ email, password });
    expect(signedUp.data.session?.expires_in).toBe(1800);
    expect((await client.auth.signUp({ email, password })).error?.code).toBe('user_already_exists');
    expect((await client.auth.signInWithPassword({ email, password: 'wrong!' })).error?.code).toBe(
      'invalid_credentials',
    );
    const signedIn = await client.auth.signInWithPassword({ email: email.toLowerCase(), password });
    expect(signedIn.data.user?.id).toBe(signedUp.data.user?.id);
    expect((await client.auth.signOut()).error).toBeNull();
  });

  it('LOCAL-19 gets a new password by mail', async () => {
    const client = newClient();
    expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull();
    const mail = await mailTo(email);
    expect(mail?.to).toBe(email.toLowerCase());
    const token = mail?.code ?? '';
    const recovered = await client.auth.verifyOtp({ email, token, type: 'recovery' });
    expect(recovered.data.user?.email).toBe(email.toLowerCase());
    expect((await client.auth.updateUser({ password: 'another secret' })).error).toBeNull();
    const again = await newClient().auth.signInWithPassword({ email, password: 'another secret' });
    expect(again.error).toBeNull();
  });

  it('LOCAL-21 is nobody with a key of somewhere else', async () => {
    const { error } = await newClient('sb_publishable_elsewhere').auth.signInWithPassword({
      email,
      password,
    });
    expect(error?.status).toBe(401);
  });
});

describe('LOCAL-22 the mailbox', () => {
  it('is a page for people', async () => {
    await newClient().auth.signInWithOtp({ email: 'reader@b.example' });
    const mail = await mailTo('reader@b.example');
    const page = await (await fetch(backend.mail_url, { headers: { Accept: 'text/html' } })).text();
    expect(page).toContain('reader@b.example');
    expect(page).toContain(`<strong>${mail?.code}</strong>`);
  });

  it('is closed to web pages', async () => {
    const answer = await fetch(backend.mail_url, { headers: { Origin: 'https://page.example' } });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
    // The host name of a page may point here. Then its requests have the same origin.
    const asked = get(backend.mail_url, { headers: { Host: 'page.example' } });
    const [rebound] = (await once(asked, 'response')) as [IncomingMessage];
    rebound.resume();
    expect(rebound.statusCode).toBe(403);
  });
});

describe('LOCAL-17 a backend that stops', () => {
  it('answers what is under way first, wherever in its work that is', async () => {
    for (let wait = 0; wait < 12; wait += 1) {
      const stopping = await startBackend({ db: database.url, migrations: noMigrations });
      const client = createClient(stopping.url, stopping.publishable_key, {
        auth: { persistSession: false, autoRefreshToken: false },
      });
      const asked = client.auth.signUp({ email: `stop-${wait}@b.example`, password: 'secret123' });
      await pause(wait * 10);
      await stopping.stop();
      const { data, error } = await asked;
      // A request that was not read yet may be refused. One that had begun is finished.
      expect(data.user !== null || error !== null).toBe(true);
    }
  });
});
