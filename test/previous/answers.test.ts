import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openLedger } from '../../lib/store/open-ledger.ts';
import { createLoop } from '../../lib/sync/loop.ts';
import { createAuth } from '../../lib/sync/supabase/auth.ts';
import { createConnection } from '../../lib/sync/supabase/connection.ts';
import { createSupabaseRemote } from '../../lib/sync/supabase/supabase-remote.ts';
import { createSyncClock } from '../../lib/sync/clock/sync-clock.ts';
import { memoryStorage } from '../../lib/sync/testing/fake-server.ts';
import { replay } from '../../lib/timer/replay.ts';
import { readSettings } from '../../lib/timer/settings.ts';
import { viewTimer } from '../../lib/timer/view.ts';
import type { Row, WireLine } from './formats.ts';
import { startOldServer } from './old-server.ts';
import { readRelease, readWire } from './read.ts';

const { end, email } = readRelease();
const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints'] as const;

/** The client of one browser, that knows nothing yet. */
async function openClient(url: string, now: () => number) {
  const schedule = (run: () => void, after: number) => {
    const timer = setTimeout(run, after);
    return () => clearTimeout(timer);
  };
  const connection = createConnection({
    server: { url, key: 'sb_publishable_fake' },
    storage: memoryStorage(),
    fetch,
    schedule,
  });
  const start = now();
  const clock = createSyncClock({ read: () => ({ wall: now(), steady: now() - start }), offset: 0 });
  const ledger = await openLedger({ name: `test-${randomUUID()}` });
  const device = { id: randomUUID(), name: 'Chrome', platform: 'Linux' };
  const remote = createSupabaseRemote({ connection, schedule, random: () => 0, device });
  const quiet = { onStatus: () => undefined, onAbsorbed: () => undefined };
  const loop = createLoop({ ledger, remote, clock, schedule, random: () => 0, ...quiet });
  return { auth: createAuth(connection), ledger, remote, loop };
}

/** Rows that the server refused are on the device that made them and nowhere else. */
function refusedIds(lines: readonly WireLine[]): string[] {
  return lines.flatMap((line) => {
    const body = (line.type === 'answer' ? line.body : null) as { rejected?: Row[] } | null;
    return (body?.rejected ?? []).map(({ id }) => id);
  });
}

test.each(['chromium', 'firefox'] as const)(
  'PREV-3 this client absorbs all that the old server said to %s, and shows what was shown then',
  async (device) => {
    const lines = readWire().filter((line) => line.at <= end.at && line.device === device);
    const server = await startOldServer(lines);
    const { auth, ledger, remote, loop } = await openClient(server.url, server.now);
    try {
      const who = { email, password: 'correct horse' };
      const entered = device === 'chromium' ? await auth.signUp(who) : await auth.signIn(who);
      expect(entered).toEqual({ ok: true, value: { id: end.account, email } });
      const hints: Promise<void>[] = [];
      const hangUp = remote.listen({
        hint: (hint) => void hints.push(loop.applyHint(hint)),
        up: () => undefined,
        down: () => undefined,
      });
      await expect
        .poll(
          async () => {
            await loop.syncNow();
            return server.isDone();
          },
          { timeout: 30_000 },
        )
        .toBe(true);
      await Promise.all(hints);
      hangUp();
      const refused = new Set(refusedIds(readWire()));
      for (const table of tables) {
        const held = new Map((await ledger.all(table)).map((row) => [row.id, row]));
        const kept = end.rows[table].filter(({ id }) => !refused.has(id));
        for (const row of kept) expect(held.get(row.id)).toMatchObject(row);
        expect(held.size).toBe(kept.length);
      }
      // DEVICE-4 goes by this.
      for (const row of await ledger.all('devices')) expect(row).not.toHaveProperty('chosen_name');
      const user = await ledger.get('users', end.account);
      const { timer } = replay(await ledger.all('pomodoro_checkpoints'), end.at);
      const view = viewTimer(timer, readSettings(user?.pomodoro_settings ?? {}), end.at);
      expect(view.state).toBe(end.shown.isRunning ? 'running' : 'paused');
      expect(Math.abs(view.remaining / 1000 - end.shown.left)).toBeLessThan(5);
    } finally {
      await loop.stop();
      ledger.close();
      server.close();
    }
  },
);
