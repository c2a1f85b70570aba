import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAuth } from '../../lib/sync/supabase/auth.ts';
import { createConnection } from '../../lib/sync/supabase/connection.ts';
import { probeProviders } from '../../lib/sync/supabase/probe-providers.ts';
import { memoryStorage } from '../../lib/sync/testing/fake-server.ts';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { freshDatabase, type FreshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { refusal, startFakeGithub, type FakeGithub } from '../../supabase/local/testing/fake-github.ts';
import { newVisit, visitGithub } from './testing/visit-github.ts';

let github: FakeGithub;
let database: FreshDatabase;
let backend: Backend;

beforeAll(async () => {
  github = await startFakeGithub();
  database = await freshDatabase();
  backend = await startBackend({ db: database.url, auth: { github: github.settings } });
});

afterAll(async () => {
  await backend?.stop();
  await database?.drop();
  await github?.stop();
});

afterEach(() => {
  Object.assign(github.person, { id: 1815, email: 'ada@github.example' });
});

const go = (address: string, answer: 'authorize' | 'cancel') => visitGithub(backend, address, answer);

/** The client of one browser, without the browser. */
function openBrowser() {
  const storage = memoryStorage();
  const connection = createConnection({
    server: { url: backend.url, key: backend.publishable_key },
    storage,
    fetch: (input, init) => fetch(input, init),
    schedule: (run, after) => {
      const timer = setTimeout(run, after);
      return () => clearTimeout(timer);
    },
  });
  return { auth: createAuth(connection), connection, storage };
}

test('CLIENT-13 a provider signs in; the next time it is the same account, and the provider’s own token is not kept', async () => {
  const [first, second] = [openBrowser(), openBrowser()];
  const visit = newVisit();
  const back = await go(await first.auth.providerAddress(visit), 'authorize');
  const account = await first.auth.finishProviderSignIn(visit, back);
  expect(account).toMatchObject({ ok: true, value: { email: 'ada@github.example' } });
  expect([...first.storage.kept.keys()]).toEqual([`session ${backend.url}`]);
  expect([...first.storage.kept.values()].join()).not.toMatch(/gho_|provider_token/);
  const { data } = await first.connection.client().rpc('export_account');
  expect(data).toMatchObject({ users: [{ email: 'ada@github.example', username: 'user' }] });
  const again = newVisit();
  expect(
    await second.auth.finishProviderSignIn(
      again,
      await go(await second.auth.providerAddress(again), 'authorize'),
    ),
  ).toEqual(account);
});

test('CLIENT-13 whoever signed up with a password gets to the same account by a provider that vouches for the address', async () => {
  const email = `${randomUUID()}@example.org`;
  Object.assign(github.person, { id: 7, email });
  const { auth } = openBrowser();
  const signedUp = await auth.signUp({ email, password: 'hunter22' });
  const visit = newVisit();
  const { auth: other } = openBrowser();
  expect(
    await other.finishProviderSignIn(visit, await go(await other.providerAddress(visit), 'authorize')),
  ).toEqual(signedUp);
});

test('CLIENT-14 a refusal comes back in the provider’s words', async () => {
  const { auth, storage } = openBrowser();
  const visit = newVisit();
  const back = await go(await auth.providerAddress(visit), 'cancel');
  expect(await auth.finishProviderSignIn(visit, back)).toEqual({
    ok: false,
    reason: 'provider_refused',
    detail: refusal,
  });
  expect(storage.kept.size).toBe(0);
});

test('CLIENT-14 a code is good once, and for who began the visit only', async () => {
  const { auth } = openBrowser();
  const thief = openBrowser();
  const visit = newVisit();
  const back = await go(await auth.providerAddress(visit), 'authorize');
  expect(await thief.auth.finishProviderSignIn(newVisit(), back)).toMatchObject({ ok: false });
  expect(thief.storage.kept.size).toBe(0);
  expect(await auth.finishProviderSignIn(visit, back)).toMatchObject({ ok: true });
  expect(await thief.auth.finishProviderSignIn(visit, back)).toMatchObject({ ok: false });
  expect(thief.storage.kept.size).toBe(0);
});

test('CLIENT-14 a code goes to no address that the project does not know', async () => {
  const { auth } = openBrowser();
  const visit = { ...newVisit(), redirect: 'https://elsewhere.example/' };
  const back = await go(await auth.providerAddress(visit), 'authorize');
  expect(new URL(back).origin).toBe(backend.url);
  expect(await auth.finishProviderSignIn(visit, back)).toMatchObject({ ok: false, reason: 'unexpected' });
});

test('CLIENT-9 the server says which providers are switched on', async () => {
  expect(await probeProviders({ url: backend.url, key: backend.publishable_key }, fetch)).toEqual(['github']);
});
