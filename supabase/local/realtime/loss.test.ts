import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startBackend } from '../backend.ts';
import { bootstrap } from '../bootstrap.ts';
import { connect } from '../connect.ts';
import { freePort } from '../free-port.ts';
import { startPostgres } from '../postgres.ts';
import { noMigrations } from '../testing/no-migrations.ts';
import { openRaw } from '../testing/raw-socket.ts';
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

  it('WIRE-28 goes down with its database, and serves again after it came back; what was sent meanwhile is lost', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'baton-data-'));
    const port = await freePort();
    const before = await startPostgres({ dataDir, port });
    await bootstrap(before.url);
    const backend = await startBackend({
      db: before.url,
      migrations: noMigrations,
      gateway: { recovery: 2500 },
    });
    const socket = await joined(backend.url, backend.publishable_key, 'T');

    await before.stop();
    expect(await socket.closed).toBe(1012);
    await expect(joined(backend.url, backend.publishable_key, 'T')).rejects.toThrow('socket hang up');

    const after = await startPostgres({ dataDir, port });
    const sql = connect(after.url);
    await sql`select realtime.send('{}', 'lost', 'T', false)`;
    await expect(joined(backend.url, backend.publishable_key, 'T')).rejects.toThrow('socket hang up');
    const again = await until('a socket', () =>
      joined(backend.url, backend.publishable_key, 'T').catch(() => undefined),
    );
    await sql`select realtime.send('{}', 'after', 'T', false)`;
    expect(String(await again.next())).toContain('after');

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
