import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startBackend } from '../backend.ts';
import { bootstrap } from '../bootstrap.ts';
import { connect, type Database } from '../connect.ts';
import { freePort } from '../free-port.ts';
import { startPostgres } from '../postgres.ts';
import { noMigrations } from '../testing/no-migrations.ts';
import { holdSlot, killFollower } from '../testing/make-deaf.ts';
import { openRaw, type RawSocket } from '../testing/raw-socket.ts';
import { startRealtimeBackend, type RealtimeBackend } from '../testing/realtime-backend.ts';
import { until } from '../testing/until.ts';

let server: RealtimeBackend | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function joined(url: string, apikey: string, name: string) {
  const socket = await openRaw(url, { apikey, vsn: '2.0.0' });
  socket.send('1', '1', `realtime:${name}`, 'phx_join', { config: { private: false } });
  expect(await socket.next()).toMatchObject(['1', '1', `realtime:${name}`, 'phx_reply', { status: 'ok' }]);
  return socket;
}

describe('WIRE-25, WIRE-28 the gateway', () => {
  it('WIRE-28 closes its sockets with 1012 when it stops', async () => {
    server = await startRealtimeBackend();
    const socket = await joined(server.backend.url, server.backend.publishable_key, 'T');
    await server.backend.stop();
    expect(await socket.closed).toBe(1012);
  });

  it('WIRE-25 loses what is sent above its rate', async () => {
    server = await startRealtimeBackend({ eventsPerSecond: 20 });
    const socket = await joined(server.backend.url, server.backend.publishable_key, 'T');
    const { sql } = server;
    await until('messages to be lost', async () => {
      socket.inbox.length = 0;
      await sql`select realtime.send('{}', 'e', 'T', false) from generate_series(1, 10)`;
      await sql`select pg_sleep(0.05)`;
      return socket.inbox.length === 0;
    });
  });

  /** A broadcast that arrives, though not at once. */
  async function hearsAgain(sql: Database, socket: RawSocket) {
    await until('a broadcast', async () => {
      await sql`select realtime.send('{}', 'after', 'T', false)`.catch(() => undefined);
      return socket.inbox.some((data) => String(data).includes('after'));
    });
  }

  async function expectDeaf(sql: Database, socket: RawSocket) {
    await sql`select realtime.send('{}', 'lost', 'T', false)`;
    socket.send(null, '9', 'phoenix', 'heartbeat', {});
    const response = { status: 'ok', response: {} };
    expect(await socket.next()).toEqual([null, '9', 'phoenix', 'phx_reply', response]);
    expect(socket.inbox).toEqual([]);
  }

  it('WIRE-28 hears nothing after its connection was killed, says nothing, and follows again after a while', async () => {
    server = await startRealtimeBackend({ recovery: 1500 });
    const { sql, backend } = server;
    const socket = await joined(backend.url, backend.publishable_key, 'T');
    await killFollower(sql);
    await expectDeaf(sql, socket);
    socket.send('2', '2', 'realtime:U', 'phx_join', {
      config: { private: false, broadcast: { replication_ready: true } },
    });
    expect(await socket.next()).toMatchObject(['2', '2', 'realtime:U', 'phx_reply', { status: 'ok' }]);
    // Only when it follows again does it say so.
    expect(await socket.next()).toMatchObject(['2', null, 'realtime:U', 'system', { status: 'ok' }]);
    await hearsAgain(sql, socket);
  });

  it('WIRE-28 hears nothing while another session holds its slot', async () => {
    server = await startRealtimeBackend({ recovery: 50, longestRecovery: 50 });
    const { sql, backend } = server;
    const socket = await joined(backend.url, backend.publishable_key, 'T');
    const other = connect(backend.db_url);
    const letGo = await holdSlot(other);
    await killFollower(sql);
    await until('the slot', () => letGo.isHeld());
    await expectDeaf(sql, socket);
    await letGo.end();
    await hearsAgain(sql, socket);
    await other.end();
  });

  it('WIRE-28 keeps its sockets when PostgreSQL crashes, and hears again when it is back and followed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'baton-data-'));
    const port = await freePort();
    const before = await startPostgres({ dataDir, port });
    await bootstrap(before.url);
    const backend = await startBackend({
      db: before.url,
      migrations: noMigrations,
      gateway: { recovery: 1500, refuseJoinAfter: 50 },
    });
    const socket = await joined(backend.url, backend.publishable_key, 'T');

    await before.stop();
    const after = await startPostgres({ dataDir, port });
    const sql = connect(after.url);
    await expectDeaf(sql, socket);
    await joined(backend.url, backend.publishable_key, 'T');
    await hearsAgain(sql, socket);

    const signUp = await fetch(`${backend.url}/auth/v1/signup`, {
      method: 'POST',
      headers: { apikey: backend.publishable_key, 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'a@b.example', password: 'secret123' }),
    });
    expect(signUp.status).toBe(200);

    await sql.end();
    await backend.stop();
    await after.stop();
    rmSync(dataDir, { recursive: true });
  });
});
