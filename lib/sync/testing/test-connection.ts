import type { Remote } from '../remote.ts';
import { createAuth, type Auth } from '../supabase/auth.ts';
import { createConnection, type Connection, type ConnectionDeps } from '../supabase/connection.ts';
import { createSupabaseRemote } from '../supabase/supabase-remote.ts';
import { memoryStorage, type FakeServer, type MemoryStorage } from './fake-server.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export const serverAddress = { url: 'https://x.test', key: 'sb_publishable_x' };
export const credentials = { email: 'ada@example.org', password: 'hunter22' };

/** A reply of `sync` that brings nothing new. */
export const emptyReply = {
  head: 3,
  rows: [],
  more: false,
  cursor: 3,
  rejected: [],
  server_time: '2026-11-22T22:00:00+00:00',
  epoch: 'e',
};

export interface TestConnection {
  connection: Connection;
  storage: MemoryStorage;
  time: VirtualTime;
  auth: Auth;
  remote: Remote;
}

/** The real connection, auth and remote, whose server is a fake one. */
export function connectTo(fake: FakeServer, deps: Partial<ConnectionDeps> = {}): TestConnection {
  const time = createVirtualTime();
  const storage = memoryStorage();
  const connection = createConnection({
    server: serverAddress,
    storage,
    fetch: fake.fetch,
    schedule: time.schedule,
    ...deps,
  });
  const device = { id: 'd', name: 'Chrome', platform: 'Linux' };
  const remote = createSupabaseRemote({ connection, schedule: time.schedule, random: () => 0.5, device });
  return { connection, storage, time, auth: createAuth(connection), remote };
}
