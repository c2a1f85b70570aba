import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Ledger } from '../../../lib/store/ledger.ts';
import { openLedger } from '../../../lib/store/open-ledger.ts';
import { createSyncClock, type SyncClock } from '../../../lib/sync/clock/sync-clock.ts';
import { createLoop, type Loop } from '../../../lib/sync/loop.ts';
import { createAuth, type Auth } from '../../../lib/sync/supabase/auth.ts';
import { createConnection, type Connection } from '../../../lib/sync/supabase/connection.ts';
import { createSupabaseRemote } from '../../../lib/sync/supabase/supabase-remote.ts';
import type { SyncStatus } from '../../../lib/sync/sync-status.ts';
import { memoryStorage } from '../../../lib/sync/testing/fake-server.ts';
import type { Backend } from '../../../supabase/local/backend.ts';
import { patience } from './patience.ts';

export type ServerAddress = Pick<Backend, 'url' | 'publishable_key'>;

/** The client of one browser, without the browser. */
export interface Browser {
  device: string;
  auth: Auth;
  connection: Connection;
  clock: SyncClock;
  ledger: Ledger;
  loop: Loop;
  statuses: SyncStatus[];
  /** How often the database was called. */
  calls(): number;
  /** Opens the channel, closing an open one, and resolves once it is up. Counts how often it comes up and goes down. */
  listen(): Promise<{ ups: number; downs: string[] }>;
  close(): Promise<void>;
}

export async function openBrowser({ url, publishable_key }: ServerAddress): Promise<Browser> {
  const schedule = (run: () => void, after: number) => {
    const timer = setTimeout(run, after);
    return () => clearTimeout(timer);
  };
  let calls = 0;
  const connection = createConnection({
    server: { url, key: publishable_key },
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
    clock,
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
  return browser;
}
