import { createAuth, type Auth, type Credentials } from '../supabase/auth.ts';
import { createConnection, type Connection } from '../supabase/connection.ts';
import type { Fetch } from '../supabase/refuse-redirects.ts';
import { createSupabaseRemote } from '../supabase/supabase-remote.ts';
import type { LoginStorage, ServerAddress } from '../supabase/login-storage.ts';
import type { Remote } from '../remote.ts';
import { claimsOf } from '../wire/token-claims.ts';
import { ownedTables, owners, type OwnedTable } from './check-rights.ts';
import { fault, good, type Finding } from './finding.ts';

export interface PersonDeps {
  fetch: Fetch;
  storage: LoginStorage;
  schedule(run: () => void, after: number): () => void;
  /** Milliseconds since the epoch, and milliseconds that go on evenly. */
  now(): number;
  steady(): number;
  /** How long a broadcast may take, in milliseconds. */
  patience?: number;
}

/** The device as which it syncs: the same each time, so that there is never more than one. It removes itself. */
const device = { id: '00000000-0000-4000-8000-00d0c70700de', name: 'npm run doctor', platform: '' };

/** So far (milliseconds) the clocks of Auth and of the database may be apart. */
const tolerated = 5000;

/**
 * Signs in and looks at what only a person can see. It registers a device, which is the write whose broadcast it waits
 * for, and removes it again, which ends the login.
 */
export async function checkAsPerson(
  server: ServerAddress,
  who: Credentials,
  deps: PersonDeps,
): Promise<Finding[]> {
  const { fetch, storage, schedule } = deps;
  const connection = createConnection({ server, storage, fetch, schedule });
  const auth = createAuth(connection);
  const signedIn = await auth.signIn(who);
  if (!signedIn.ok) {
    const { reason, detail } = signedIn;
    return [fault('bad', 'sign_in', reason, { detail })];
  }
  const remote = createSupabaseRemote({ connection, device, schedule, random: () => 0 });
  try {
    const rights = await checkOthers(connection, signedIn.value.id);
    return [good('sign_in'), rights, ...(await checkSync(remote, auth, connection, deps))];
  } finally {
    await auth.signOut();
  }
}

/** Whether rows of other people can be read. Policies leave none, whatever is asked for. */
async function checkOthers(connection: Connection, person: string): Promise<Finding> {
  const open: OwnedTable[] = [];
  for (const table of ownedTables) {
    const column: string = owners[table];
    const { data } = await connection.client().from(table).select(column).neq(column, person).limit(1);
    if ((data?.length ?? 0) > 0) open.push(table);
  }
  if (open.length === 0) return good('rights');
  return fault('bad', 'rights', 'others_readable', { values: [open.join(', ')] });
}

async function checkSync(
  remote: Remote,
  auth: Auth,
  connection: Connection,
  deps: PersonDeps,
): Promise<Finding[]> {
  const { patience = 15_000, schedule, steady } = deps;
  const heard = Promise.withResolvers<number>();
  const joined = Promise.withResolvers<void>();
  let refusal = '';
  let written = Infinity;
  const close = remote.listen({
    hint() {
      if (written < Infinity) heard.resolve(steady());
    },
    up(isFollowing) {
      if (isFollowing) joined.resolve();
    },
    down(reason) {
      refusal = reason;
    },
  });
  const within = <T>(work: Promise<T>): Promise<T | null> =>
    new Promise((resolve) => {
      const cancel = schedule(() => resolve(null), patience);
      void work.then(resolve).finally(cancel);
    });
  try {
    // A server that never says that it follows its database is tried all the same.
    await within(joined.promise);
    written = steady();
    const reply = await remote.sync(0, []);
    if (!reply.ok) {
      const { reason = 'unexpected', detail } = reply.failure;
      return [fault('bad', 'sync', reason, { detail })];
    }
    const clocks = await checkClocks(connection, reply.value.server_time);
    const at = await within(heard.promise);
    await auth.removeDevice(device.id);
    if (at !== null) return [...clocks, good('sync', { milliseconds: Math.round(at - written) })];
    return [...clocks, fault('bad', 'sync', 'realtime_deaf', { detail: refusal })];
  } finally {
    close();
  }
}

/** Whether Auth and the database agree on the time: a token from the future is refused for a moment. */
async function checkClocks(connection: Connection, databaseTime: number): Promise<Finding[]> {
  const login = await connection.renewLogin();
  if (!login.ok) return [];
  const { iat } = claimsOf(login.value.access_token);
  if (typeof iat !== 'number') return [];
  const apart = Math.abs(iat * 1000 - databaseTime);
  if (apart <= tolerated) return [];
  return [fault('remark', 'clock', 'clocks_apart', { values: [`${Math.round(apart / 1000)}`] })];
}
