import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Ledger } from '../../lib/store/ledger.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import { checkpointRow, taskRow, sessionRow } from '../../lib/store/testing/rows.ts';
import type { Change } from '../../lib/store/rows.ts';
import { createAuth, type Auth } from '../../lib/sync/supabase/auth.ts';
import { createConnection, type Connection } from '../../lib/sync/supabase/connection.ts';
import { fetchAll } from '../../lib/sync/fetch-all.ts';
import { createLoop, type Loop } from '../../lib/sync/loop.ts';
import type { SyncStatus } from '../../lib/sync/sync-status.ts';
import { probeServer } from '../../lib/sync/supabase/probe-server.ts';
import { createSupabaseRemote } from '../../lib/sync/supabase/supabase-remote.ts';
import { createSyncClock } from '../../lib/sync/clock/sync-clock.ts';
import { memoryStorage } from '../../lib/sync/testing/fake-server.ts';
import { startBackend, type Backend, type BackendOptions } from '../../supabase/local/backend.ts';
import { freshDatabase, type FreshDatabase } from '../../supabase/local/testing/fresh-database.ts';

/** How long (milliseconds) an expected change may take on a busy machine. */
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let database: FreshDatabase;
let keys: string;
let backend: Backend;

const options = (): BackendOptions => ({
  db: database.url,
  dataDir: keys,
  gateway: { recovery: 0, refuseJoinAfter: 50, refuseSocketAfter: 50 },
});

beforeAll(async () => {
  database = await freshDatabase();
  keys = await mkdtemp(join(tmpdir(), 'baton-keys-'));
  backend = await startBackend(options());
});

afterAll(async () => {
  await backend.stop();
  await database.drop();
  await rm(keys, { recursive: true });
});

const open: Browser[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const browser of open.splice(0)) await browser.close();
});

/** The client of one browser, without the browser. */
interface Browser {
  device: string;
  auth: Auth;
  connection: Connection;
  ledger: Ledger;
  loop: Loop;
  statuses: SyncStatus[];
  /** How often the database was called. */
  calls(): number;
  /** Opens the channel, closing an open one, and resolves once it is up. Counts how often it comes up and goes down. */
  listen(): Promise<{ ups: number; downs: string[] }>;
  close(): Promise<void>;
}

async function openBrowser(url = backend.url): Promise<Browser> {
  const schedule = (run: () => void, after: number) => {
    const timer = setTimeout(run, after);
    return () => clearTimeout(timer);
  };
  let calls = 0;
  const connection = createConnection({
    server: { url, key: backend.publishable_key },
    storage: memoryStorage(),
    fetch: (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname.endsWith('/rpc/sync')) calls += 1;
      return fetch(input, init);
    },
    schedule,
  });
  const clock = createSyncClock({
    read: () => ({ wall: Date.now(), steady: performance.now() }),
    offset: 0,
  });
  const ledger = await openLedger({ name: `test-${randomUUID()}`, skew: () => clock.skew() });
  const device = randomUUID();
  const remote = createSupabaseRemote({
    connection,
    schedule,
    random: () => 0,
    device: { id: device, name: 'Chrome', platform: 'Linux' },
  });
  const statuses: SyncStatus[] = [];
  const loop = createLoop({
    ledger,
    remote,
    clock,
    schedule,
    random: () => 0,
    onStatus: (status) => statuses.push(status),
    onAbsorbed: () => undefined,
  });
  let unlisten = () => {};
  const browser: Browser = {
    device,
    auth: createAuth(connection),
    connection,
    ledger,
    loop,
    statuses,
    calls: () => calls,
    async listen() {
      const seen = { ups: 0, downs: [] as string[] };
      unlisten();
      unlisten = remote.listen({
        hint: (hint) => void loop.applyHint(hint),
        up() {
          seen.ups += 1;
          void loop.syncNow();
        },
        down: (reason) => seen.downs.push(reason),
      });
      await expect.poll(() => seen.ups, patience).toBeGreaterThanOrEqual(2);
      await loop.syncNow();
      return seen;
    },
    async close() {
      unlisten();
      await loop.stop();
      ledger.close();
    },
  };
  open.push(browser);
  return browser;
}

/** A new person, signed in on so many browsers. */
async function person(browsers: number): Promise<[Browser, Browser]> {
  const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
  const made = await Promise.all(Array.from({ length: browsers }, () => openBrowser()));
  const [first, second] = made;
  if (!first) throw new Error('At least one browser.');
  expect(await first.auth.signUp({ ...who, username: `ada ${randomUUID().slice(0, 8)}` })).toMatchObject({
    ok: true,
  });
  for (const browser of made.slice(1)) expect(await browser.auth.signIn(who)).toMatchObject({ ok: true });
  return [first, second ?? first];
}

const newTask = (title: string, at = Date.now()): Change => ({
  table: 'tasks',
  row: taskRow({ id: randomUUID(), title, created_at: at, edited: { title: at } }),
});
const newAct = (): Change => ({
  table: 'pomodoro_checkpoints',
  row: checkpointRow({
    id: randomUUID(),
    session_id: randomUUID(),
    device_id: randomUUID(),
    timestamp: Date.now(),
    last_active: Date.now() - 1000,
  }),
});
const titles = async ({ ledger }: Browser) => (await ledger.all('tasks')).map(({ title }) => title).sort();

test('CLIENT-1 two browsers of one person come to the same rows, both ways', async () => {
  const [a, b] = await person(2);
  const act = newAct();
  const history: Change = {
    table: 'pomodoro_sessions',
    row: sessionRow({ id: randomUUID(), start_time: Date.now() - 1_500_000, end_time: Date.now() }),
  };
  await a.ledger.record([newTask('From A'), act, history]);
  await b.ledger.record([newTask('From B')]);
  for (const browser of [a, b, a]) await browser.loop.syncNow();
  for (const table of ['users', 'tasks', 'pomodoro_checkpoints', 'pomodoro_sessions'] as const) {
    expect(await a.ledger.all(table)).toEqual(await b.ledger.all(table));
  }
  expect(await titles(a)).toEqual(['From A', 'From B']);
  expect(await b.ledger.all('pomodoro_checkpoints')).toEqual([act.row]);
  expect(await b.ledger.all('pomodoro_sessions')).toEqual([history.row]);
  expect((await a.ledger.all('devices')).map(({ id }) => id).sort()).toEqual([a.device, b.device].sort());
  expect(await a.ledger.waitingCount()).toBe(0);
  expect(a.statuses.at(-1)).toEqual({ link: 'synced', problem: null });
});

test('CLIENT-2 settings merge by key; what nobody set stays the account’s', async () => {
  const [a, b] = await person(2);
  await a.loop.syncNow();
  await b.loop.syncNow();
  const [there] = await a.ledger.all('users');
  if (!there) throw new Error('The account has no row.');
  expect(there.username).toMatch(/^ada_/);
  const set = (key: string, value: unknown): Change => ({
    table: 'users',
    row: {
      ...there,
      pomodoro_settings: { ...there.pomodoro_settings, [key]: value },
      edited: { ...there.edited, [key]: Date.now() },
    },
  });
  await a.ledger.record([set('preset', 'long')]);
  await b.ledger.record([set('daily_goal', 90)]);
  for (const browser of [a, b, a]) await browser.loop.syncNow();
  const [mine] = await a.ledger.all('users');
  expect(mine).toEqual((await b.ledger.all('users'))[0]);
  expect(mine?.pomodoro_settings).toEqual({ ...there.pomodoro_settings, preset: 'long', daily_goal: 90 });
});

test('CLIENT-3 news arrive with their rows, without a call', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  await b.listen();
  const before = b.calls();
  await a.ledger.record([newTask('Live')]);
  await a.loop.syncNow();
  await expect.poll(() => titles(b), { timeout: 5000 }).toEqual(['Live']);
  expect(b.calls()).toBe(before);
  expect((await b.ledger.cursor()).cursor).toBe((await a.ledger.cursor()).cursor);
});

test('CLIENT-3 a channel that was closed can be opened again at once', async () => {
  const [a, b] = await person(2);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  const first = await b.listen();
  await b.listen();
  await a.ledger.record([newTask('Live')]);
  await a.loop.syncNow();
  await expect.poll(() => titles(b), { timeout: 5000 }).toEqual(['Live']);
  expect(first.downs).toEqual([]);
});

test('CLIENT-4 a channel outlives its token', async () => {
  const short = await startBackend({ ...options(), auth: { jwt_expiry: 3 } });
  const browser = await openBrowser(short.url);
  const email = `${randomUUID()}@example.org`;
  expect(await browser.auth.signUp({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  const seen = await browser.listen();
  const ups = seen.ups;
  await expect.poll(() => seen.downs.length, patience).toBeGreaterThan(0);
  await expect.poll(() => seen.ups, patience).toBeGreaterThan(ups);
  const other = await openBrowser(short.url);
  await other.auth.signIn({ email, password: 'hunter22' });
  await other.ledger.record([newTask('After')]);
  await other.loop.syncNow();
  await expect.poll(() => titles(browser), patience).toEqual(['After']);
  await browser.close();
  await short.stop();
});

test('CLIENT-5 a clock that is half an hour off costs neither the login nor a true time', async () => {
  const [a, b] = await person(2);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 30 * 60_000 });
  await a.auth.renewLogin();
  await a.ledger.record([newAct()]);
  await a.loop.syncNow();
  vi.useRealTimers();
  await b.loop.syncNow();
  const [act] = await b.ledger.all('pomodoro_checkpoints');
  expect(Math.abs(Date.now() - (act?.timestamp ?? 0))).toBeLessThan(10_000);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-6 a backend that goes away and comes back is found again', async () => {
  const port = Number(new URL(backend.url).port);
  const [a, b] = await person(2);
  await a.loop.syncNow();
  const seen = await b.listen();
  await backend.stop();
  await expect.poll(() => seen.downs.length, patience).toBeGreaterThan(0);
  await a.ledger.record([newTask('Meanwhile')]);
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.link).toBe('offline');
  expect(await a.ledger.waitingCount()).toBe(1);
  backend = await startBackend({ ...options(), port });
  await expect.poll(() => titles(b), patience).toEqual(['Meanwhile']);
  expect(await a.ledger.waitingCount()).toBe(0);
});

test('CLIENT-7 what the server refuses is set aside with its sentence, and so is what it cannot even read', async () => {
  const [a] = await person(1);
  const nul = String.fromCodePoint(0);
  await a.ledger.record([newTask('x'.repeat(501)), newTask('Good'), newTask(`Bad${nul}`), newAct()]);
  await a.loop.syncNow();
  expect(await a.ledger.waitingCount()).toBe(0);
  const aside = await a.ledger.setAsideRows();
  expect(aside).toContainEqual(
    expect.objectContaining({ rule: 'tasks_title_check', reason: 'A title has 1 to 500 characters.' }),
  );
  expect(aside.filter(({ reason }) => reason.includes('u0000')).length).toBe(1);
  expect(aside.length).toBe(2);
  expect(a.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-15 a device signed out from another one is told so', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  await a.loop.syncNow();
  const device = (await a.ledger.get('devices', b.device)) ?? null;
  if (!device) throw new Error('A does not know B.');
  await a.ledger.record([{ table: 'devices', row: { ...device, removed_at: Date.now() } }]);
  await a.loop.syncNow();
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('device_removed');
});

test('CLIENT-10 what can go wrong at signing in has a reason each', async () => {
  const [a] = await person(1);
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  const b = await openBrowser();
  const reason = (outcome: { ok: boolean; reason?: string }) => outcome.reason ?? 'none';
  expect(reason(await b.auth.signIn({ email, password: 'wrong' }))).toBe('wrong_password');
  expect(reason(await b.auth.signUp({ email, password: 'hunter22' }))).toBe('already_registered');
  expect(reason(await b.auth.signUp({ email: 'x@example.org', password: '123' }))).toBe('weak_password');
  expect(reason(await b.auth.signUp({ email: 'nonsense', password: 'hunter22' }))).toBe('bad_email');
  const nowhere = await openBrowser('http://127.0.0.1:1');
  expect(reason(await nowhere.auth.signIn({ email, password: 'hunter22' }))).toBe('unreachable');
  await nowhere.loop.syncNow();
  expect(nowhere.statuses.at(-1)?.problem?.reason).toBe('session_expired');
});

test('CLIENT-17 an account that was deleted elsewhere is told so, and the data here stays', async () => {
  const [a, b] = await person(2);
  await b.ledger.record([newTask('Mine')]);
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  expect(await a.auth.deleteAccount()).toMatchObject({ ok: true });
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('account_deleted');
  expect(await titles(b)).toEqual(['Mine']);
});

test('CLIENT-11 a login that was signed out of is worth nothing any more', async () => {
  const [a] = await person(1);
  const session = await a.connection.login();
  if (!session.ok) throw new Error('Nobody is signed in.');
  await a.auth.signOut();
  const thief = await openBrowser();
  const { refresh_token } = session.value;
  await expect
    .poll(
      async () => (await thief.connection.client().auth.refreshSession({ refresh_token })).error?.status,
      patience,
    )
    .toBe(400);
  await a.loop.syncNow();
  expect(a.statuses.at(-1)?.problem?.reason).toBe('session_expired');
});

test('CLIENT-9 the connection test tells this server from others', async () => {
  const key = backend.publishable_key;
  expect(await probeServer({ url: backend.url, key }, fetch)).toEqual({ ok: true });
  expect(await probeServer({ url: backend.url, key: 'sb_publishable_x' }, fetch)).toMatchObject({
    reason: 'wrong_key',
  });
  expect(await probeServer({ url: 'http://127.0.0.1:1', key }, fetch)).toMatchObject({
    reason: 'unreachable',
  });
});

async function mailedCode(email: string): Promise<string> {
  const mails = await fetch(`${backend.mail_url}?to=${email}`, { headers: { accept: 'application/json' } });
  const [newest] = (await mails.json()) as { code: string | null }[];
  return newest?.code ?? 'none';
}

test('CLIENT-12 a mailed code signs in, once; a wrong one and an unknown address have a reason each', async () => {
  const browser = await openBrowser();
  const email = `${randomUUID()}@example.org`;
  expect(await browser.auth.sendCode(email, false)).toMatchObject({ reason: 'unknown_email' });
  expect(await browser.auth.sendCode(email, true)).toEqual({ ok: true, value: null });
  expect(await browser.auth.enterCode(email, '000000')).toMatchObject({ reason: 'wrong_code' });
  const code = await mailedCode(email);
  expect(await browser.auth.enterCode(email, code)).toMatchObject({ ok: true, value: { email } });
  const other = await openBrowser();
  expect(await other.auth.enterCode(email, code)).toMatchObject({ reason: 'wrong_code' });
  await browser.ledger.record([newTask('By code')]);
  await browser.loop.syncNow();
  expect(browser.statuses.at(-1)?.link).toBe('synced');
});

test('CLIENT-12 a sign-up that has to be confirmed goes on with the code of its mail', async () => {
  const strict = await startBackend({ ...options(), auth: { enable_confirmations: true } });
  const browser = await openBrowser(strict.url);
  const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
  expect(await browser.auth.signUp(who)).toMatchObject({ reason: 'email_not_confirmed' });
  expect(await browser.auth.signIn(who)).toMatchObject({ reason: 'email_not_confirmed' });
  const mails = await fetch(`${strict.mail_url}?to=${who.email}`, {
    headers: { accept: 'application/json' },
  });
  const [{ code } = { code: '' }] = (await mails.json()) as { code: string }[];
  expect(await browser.auth.enterCode(who.email, code)).toMatchObject({ ok: true });
  await browser.auth.signOut();
  expect(await browser.auth.signIn(who)).toMatchObject({ ok: true });
  await browser.close();
  await strict.stop();
});

test('CLIENT-16 a removed device is told so, and signing in takes it back', async () => {
  const [a, b] = await person(2);
  await b.loop.syncNow();
  expect(await a.auth.removeDevice(b.device)).toEqual({ ok: true, value: null });
  await b.ledger.record([newTask('Meanwhile')]);
  await b.loop.syncNow();
  expect(b.statuses.at(-1)?.problem?.reason).toBe('device_removed');
  const session = await a.connection.login();
  const email = session.ok ? (session.value.user.email ?? '') : '';
  expect(await b.auth.signIn({ email, password: 'hunter22' })).toMatchObject({ ok: true });
  await b.loop.syncNow();
  await a.loop.syncNow();
  expect(await titles(a)).toEqual(['Meanwhile']);
  expect((await a.ledger.get('devices', b.device))?.removed_at).toBeNull();
});

test('CLIENT-8 all of an account can be read without sending anything', async () => {
  const [a, b] = await person(2);
  await a.ledger.record([newTask('Theirs')]);
  await a.loop.syncNow();
  await b.ledger.record([newTask('Mine')]);
  const remote = createSupabaseRemote({
    connection: b.connection,
    schedule: () => () => undefined,
    random: () => 0,
    device: { id: b.device, name: 'Chrome', platform: 'Linux' },
  });
  const clock = createSyncClock({
    read: () => ({ wall: Date.now(), steady: performance.now() }),
    offset: 0,
  });
  expect(await fetchAll({ ledger: b.ledger, remote, clock })).toBeNull();
  expect(await titles(b)).toEqual(['Mine', 'Theirs']);
  expect(await b.ledger.waitingCount()).toBe(1);
  await a.loop.syncNow();
  expect(await titles(a)).toEqual(['Theirs']);
});
