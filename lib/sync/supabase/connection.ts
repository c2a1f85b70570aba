import {
  createClient,
  type AuthTokenResponse,
  type Session,
  type SupabaseClient,
} from '@supabase/supabase-js';
import type { Database } from '../wire/database.ts';
import { createGuardedFetch, type Fetch } from './guarded-fetch.ts';
import { failureOf, isUnreachable, type ApiError } from './failure.ts';
import type { RemoteFailure, RemoteResult } from '../remote.ts';

export type Client = SupabaseClient<Database>;

/** Where a session is kept over the worker's lives; `chrome.storage.local` in the shell. */
export interface SessionStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

export interface ServerAddress {
  url: string;
  /** The publishable key. */
  key: string;
}

export interface ConnectionDeps {
  server: ServerAddress;
  storage: SessionStorage;
  fetch: Fetch;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** Called with each heartbeat of the socket: Firefox keeps a background alive for calls of its API only. */
  onHeartbeat?(): void;
}

export interface Connection {
  /** Of the server, without a slash at its end. */
  base: string;
  client(): Client;
  /** A session whose token is good for the next call, refreshed where it is not. */
  session(): Promise<RemoteResult<Session>>;
  /** A new token, whatever this machine's clock says of the old one. */
  refresh(): Promise<RemoteResult<Session>>;
  /** Signs in with the code that a provider's window brought, which is good once and for its own verifier only. */
  exchangeCode(code: string, verifier: string): Promise<AuthTokenResponse>;
  retryAfter(): number | undefined;
  /** Ends a login on the server, if that can be reached. */
  revokeSession(session: Session): Promise<void>;
  /** Forgets the session on this machine and lets go of the socket; needs no network. */
  forgetSession(): Promise<void>;
}

const heartbeat = 20_000;
/** A call that takes longer is taken for lost. */
const callLimit = 15_000;
/** auth-js goes on trying to refresh for half a minute; the person is told before. */
const sessionLimit = 8000;

/** The one Supabase client of this browser profile. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { server, storage } = deps;
  const careful = createGuardedFetch(deps.fetch, callLimit);
  // The default key has only the first label of the host in it: two projects on one machine would share a session.
  const storageKey = `session ${new URL(server.url).origin}`;
  const base = server.url.replace(/\/+$/, '');
  let verifying: string | null = null;
  let client = makeClient();

  function makeClient(): Client {
    return createClient(server.url, server.key, {
      auth: {
        // A code is typed, a link is never followed. With every mail auth-js sends the challenge of a verifier and
        // would keep that for the link: here it is lost at once, so a link that is followed elsewhere signs nobody in.
        // A provider's verifier is lent for the exchange of its code and is on no disk.
        storage: {
          ...storage,
          getItem: (key) =>
            key === `${storageKey}-code-verifier`
              ? Promise.resolve(JSON.stringify(verifying))
              : storage.getItem(key),
          setItem: (key, value) => (key === storageKey ? storage.setItem(key, value) : undefined),
        },
        storageKey,
        persistSession: true,
        autoRefreshToken: false,
        detectSessionInUrl: false,
        flowType: 'pkce',
      },
      global: { fetch: careful.fetch },
      realtime: {
        heartbeatIntervalMs: heartbeat,
        heartbeatCallback: (status) => {
          if (status === 'sent') deps.onHeartbeat?.();
        },
      },
    });
  }

  function replaceClient() {
    const old = client;
    client = makeClient();
    void old.removeAllChannels();
    void old.auth.dispose();
  }

  /** The answer of auth-js, or that of its taking too long. */
  function inTime<T>(asking: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const cancel = deps.schedule(() => resolve(null), sessionLimit);
      asking.then(resolve, reject).finally(cancel);
    });
  }

  async function ask(
    asking: Promise<{ data: { session: Session | null }; error: ApiError | null }>,
  ): Promise<RemoteResult<Session>> {
    const answer = await inTime(asking);
    if (!answer) return failed({ kind: 'offline', detail: 'The server took too long to renew the login.' });
    const { data, error } = answer;
    if (data.session) return { ok: true, value: data.session };
    if (!error) return failed({ kind: 'signed-out', detail: 'Nobody is signed in.' });
    // auth-js keeps a failed refresh in mind for a minute and does not even try; a new client does.
    if (isUnreachable(error)) replaceClient();
    return failed(failureOf(error));
  }

  return {
    base,
    client: () => client,
    session: () => ask(client.auth.getSession()),
    refresh: () => ask(client.auth.refreshSession()),
    async exchangeCode(code, verifier) {
      verifying = verifier;
      try {
        return await client.auth.exchangeCodeForSession(code);
      } finally {
        verifying = null;
      }
    },
    retryAfter: careful.retryAfter,
    async revokeSession({ access_token }) {
      const headers = { apikey: server.key, Authorization: `Bearer ${access_token}` };
      await careful
        .fetch(`${base}/auth/v1/logout?scope=local`, { method: 'POST', headers })
        .catch(() => undefined);
    },
    async forgetSession() {
      // The new one first, so that nothing in the old one can write its session back over the removal.
      replaceClient();
      await storage.removeItem(storageKey);
    },
  };
}

function failed(failure: RemoteFailure): { ok: false; failure: RemoteFailure } {
  return { ok: false, failure };
}
