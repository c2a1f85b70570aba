import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from './backend.ts';
import { connect } from './connect.ts';
import { startBareRealtime } from './testing/bare-realtime.ts';
import { freshDatabase, plainDatabase } from './testing/fresh-database.ts';
import { noMigrations } from './testing/no-migrations.ts';
import { openRaw } from './testing/raw-socket.ts';
import { startRealtimeBackend, somebody } from './testing/realtime-backend.ts';
import { until } from './testing/until.ts';

type Ready = Omit<Backend, 'stop'>;

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'baton-data-'));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs `npm run backend` with these options and collects its output. */
function run(...options: string[]) {
  const script = fileURLToPath(new URL('./cli.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--data', dataDir, ...options]);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  children.push(child);
  const ready = () =>
    until('the line of JSON', () => said.out.includes('\n') && (JSON.parse(said.out) as Ready), 30_000);
  return { child, said, ready };
}

async function isAlive(url: string) {
  const sql = connect(url);
  const answer = await sql`select 1`.then(
    () => true,
    () => false,
  );
  await sql.end();
  return answer;
}

describe('LOCAL-11, LOCAL-12, LOCAL-13 npm run backend', () => {
  it('LOCAL-11 says in one line where everything is, and Ctrl-C ends everything', async () => {
    const { child, said, ready } = run('--port', '0');
    const { url, publishable_key, secret_key, db_url, mail_url } = await ready();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(publishable_key).toMatch(/^sb_publishable_/);
    expect(secret_key).toMatch(/^sb_secret_/);
    expect(await isAlive(db_url)).toBe(true);
    expect(await (await fetch(mail_url)).json()).toEqual([]);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await isAlive(db_url)).toBe(false);
    expect(said.err).toBe('');
  });

  it('LOCAL-12 has the same keys and people after a restart, and keeps its secrets to its owner', async () => {
    const first = run('--port', '0');
    const before = await first.ready();
    const person = { email: 'a@b.example', password: 'secret123' };
    const client = createClient(before.url, before.publishable_key, { auth: { persistSession: false } });
    expect((await client.auth.signUp(person)).error).toBeNull();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const after = await run('--port', '0').ready();
    expect([after.publishable_key, after.secret_key]).toEqual([before.publishable_key, before.secret_key]);
    const again = createClient(after.url, after.publishable_key, { auth: { persistSession: false } });
    expect((await again.auth.signInWithPassword(person)).error).toBeNull();
    expect(statSync(join(dataDir, 'keys.json')).mode & 0o077).toBe(0);
  });

  it.each([
    [['--port', 'abc'], '--port wants a whole number up to 65535, not "abc".\n'],
    [
      ['--db', 'postgres://u:p@127.0.0.1:1/x'],
      'The PostgreSQL at 127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1\n',
    ],
  ])('LOCAL-13 says what is wrong with %j in one sentence', async (options, sentence) => {
    const { child, said } = run(...options);
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toEqual({ out: '', err: sentence });
  });
});

describe('LOCAL-14, LOCAL-15 a backend on a PostgreSQL that is there', () => {
  it('LOCAL-14 takes another port where the wished one is taken', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const database = await freshDatabase({ migrated: false });
    const backend = await startBackend({ port, db: database.url, migrations: noMigrations });
    expect(backend.url).not.toContain(`:${port}`);
    await backend.stop();
    await database.drop();
    other.close();
  });

  it('LOCAL-15 brings what is missing, twice without harm', async () => {
    const database = await freshDatabase({ migrated: false });
    for (let time = 0; time < 2; time += 1) {
      const backend = await startBackend({ db: database.url, migrations: noMigrations });
      const headers = { apikey: backend.publishable_key };
      expect((await fetch(`${backend.url}/auth/v1/health`, { headers })).ok).toBe(true);
      await backend.stop();
    }
    await database.drop();
  });
});

describe('LOCAL-16 a backend in front of a real Realtime server', () => {
  it('forwards sockets and broadcasts, with keys exchanged for JWTs', async () => {
    // Our own gateway plays the real server: it knows the JWT secret, but not the keys of the backend in front of it.
    const room = await startRealtimeBackend();
    const { jwtSecret } = room;
    const { db_url: db, url } = room.backend;
    // The host name is that of a tenant. No resolver needs to know it.
    const realtime = url.replace('127.0.0.1', 'tenant.localhost');
    const front = await startBackend({ db, realtime, jwtSecret, migrations: noMigrations });
    const client = createClient(front.url, front.publishable_key, { accessToken: async () => room.token() });
    await client.realtime.setAuth();
    const channel = client.channel(`user:${somebody}`, { config: { private: true } });
    const got: unknown[] = [];
    channel.on('broadcast', { event: '*' }, ({ event }) => got.push(event));
    let status = '';
    channel.subscribe((now) => (status = now));
    await until('SUBSCRIBED', () => status === 'SUBSCRIBED');
    await room.sql`select realtime.send('{}', 'changes', ${`user:${somebody}`})`;
    await until('the broadcast', () => got.length === 1);
    expect(await client.channel('public').httpSend('e', {})).toEqual({ success: true });
    await client.removeAllChannels();
    await front.stop();
    await room.close();
  });

  it('LOCAL-16 says so where there is none', async () => {
    const database = await freshDatabase({ migrated: false });
    const front = await startBackend({
      db: database.url,
      realtime: 'http://127.0.0.1:1',
      migrations: noMigrations,
    });
    const answer = await fetch(`${front.url}/realtime/v1/api/broadcast`, { method: 'POST', body: '{}' });
    expect([answer.status, await answer.json()]).toEqual([
      502,
      { message: 'Realtime at http://127.0.0.1:1 does not answer' },
    ]);
    await front.stop();
    await database.drop();
  });

  it('LOCAL-31 leaves the schema to the server, which may have no gateway in front, and migrates once it is there', async () => {
    const database = await plainDatabase();
    const migrations = mkdtempSync(join(tmpdir(), 'baton-migrations-'));
    writeFileSync(
      join(migrations, '20260101000000_policy.sql'),
      'create policy "mine" on realtime.messages for select to authenticated using (true);',
    );
    const bare = await startBareRealtime(database.url);
    const front = await startBackend({ db: database.url, realtime: bare.url, migrations });
    expect(bare.hadSchema).toBe(false);
    const [policy] = await bare.sql`select policyname from pg_policies where schemaname = 'realtime'`;
    expect(policy).toEqual({ policyname: 'mine' });
    const socket = await openRaw(front.url, { apikey: front.publishable_key, vsn: '2.0.0' });
    socket.send('1', '1', 'realtime:T', 'phx_join', { config: {} });
    expect(await socket.next()).toEqual(['bare', ['1', '1', 'realtime:T', 'phx_join', { config: {} }]]);
    const headers = { apikey: front.publishable_key, 'Content-Type': 'application/json' };
    const sent = await fetch(`${front.url}/realtime/v1/api/broadcast`, {
      method: 'POST',
      headers,
      body: '{}',
    });
    expect(sent.status).toBe(202);
    expect(bare.asked).toContain('/api/broadcast');
    expect(bare.asked.filter((path) => path.startsWith('/socket/websocket')).length).toBeGreaterThan(0);
    socket.close();
    await front.stop();
    await bare.stop();
    await database.drop();
    rmSync(migrations, { recursive: true });
  });

  it('LOCAL-31 says so where the server does not make its schema', async () => {
    const database = await plainDatabase();
    const starting = startBackend({
      db: database.url,
      realtime: 'http://127.0.0.1:1',
      schemaWithin: 10,
      migrations: noMigrations,
    });
    await expect(starting).rejects.toThrow(
      /^The Realtime server at http:\/\/127\.0\.0\.1:1 has not made its schema in \w+: its tenant has to name/,
    );
    await database.drop();
  });
});
