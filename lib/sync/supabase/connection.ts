import {
  createClient,
  type AuthTokenResponse,
  type Session,
  type SupabaseClient,
} from '@supabase/supabase-js';
import type { RemoteFailure, RemoteResult } from '../remote.ts';
import { isUserId } from '../user-id.ts';
import type { Database } from '../wire/database.ts';
import type { ApiError } from './answers.ts';
import { failureOf, isUnreachable } from './failure.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { endLeftLogins, readLogin } from './left-logins.ts';
import type { LeftLogin, LoginStorage, ServerAddress } from './login-storage.ts';
import type { Fetch } from './refuse-redirects.ts';

export type Client = SupabaseClient<Database>;

export interface ConnectionDeps {
  server: ServerAddress;
  storage: LoginStorage;
  fetch: Fetch;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** Called with each heartbeat of the socket: a socket alone keeps no background awake in Firefox, an API call does. */
  onHeartbeat?(): void;
}

export interface Connection {
  /** The server's address, without a slash at its end. */
  base: string;
  client(): Client;
  /** The login with a token that is good for the next call. Renews it where it is not. */
  login(): Promise<RemoteResult<Session>>;
  /** The login with a new token, even if this machine's clock finds the old one good. */
  renewLogin(): Promise<RemoteResult<Session>>;
  /** Signs in with the code that a provider's window came back with. It is good once, and only with its verifier. */
  exchangeCode(code: string, verifier: string): Promise<AuthTokenResponse>;
  /** Calls an Edge Function as nobody. */
  callFunction(name: string, body: object): Promise<Response>;
  retryAfter(): number | undefined;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** What is kept of the login on this machine, whatever it is worth. */
  keptLogin(): Promise<LeftLogin | null>;
  /** Ends a login that is used no more at the server, now or once that can be reached. */
  endLogin(login: LeftLogin): Promise<void>;
  /** Ends the login, forgets it on this machine and closes the socket. Does not wait for the network. */
  leaveLogin(): Promise<void>;
}

const heartbeatInterval = 20_000;
/** A call that takes longer is taken for lost. */
const callLimit = 15_000;
/** auth-js goes on trying to refresh for half a minute. A person hears of it before. */
const renewalLimit = 8000;

/** The one Supabase client of this browser profile. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { server, storage } = deps;
  const guarded = createGuardedFetch(deps.fetch, callLimit);
  // The default key holds only the first label of the host, so two servers on one machine would share a login.
  const storageKey = `session ${new URL(server.url).origin}`;
  const base = server.url.replace(/\/+$/, '');
  let codeVerifier: string | null = null;
  let client = makeClient();

  function makeClient(): Client {
    return createClient(server.url, server.key, {
      auth: {
        // auth-js would keep a verifier for the link in every mail. It is dropped here: people type the code, and a
        // link that somebody follows must sign nobody in. The verifier of a provider is lent to auth-js for the
        // exchange of its code only, and is on no disk.
        storage: {
          ...storage,
          getItem: (key) =>
            key === `${storageKey}-code-verifier`
              ? Promise.resolve(JSON.stringify(codeVerifier))
              : storage.getItem(key),
          setItem: (key, value) => (key === storageKey ? storage.setItem(key, value) : undefined),
        },
        storageKey,
        persistSession: true,
        autoRefreshToken: false,
        detectSessionInUrl: false,
        flowType: 'pkce',
      },
      // It would wait as long as the server says, be it a day. The loop tries again by itself, and has a longest wait.
      db: { retry: false },
      global: { fetch: guarded.fetch },
      realtime: {
        heartbeatIntervalMs: heartbeatInterval,
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

  /** Null where auth-js takes too long. */
  function inTime<T>(answer: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const cancel = deps.schedule(() => resolve(null), renewalLimit);
      answer.then(resolve, reject).finally(cancel);
    });
  }

  async function loginOf(
    answering: Promise<{ data: { session: Session | null }; error: ApiError | null }>,
  ): Promise<RemoteResult<Session>> {
    const answer = await inTime(answering);
    if (!answer) return failed(notRenewed({ message: 'The login could not be renewed in time.', status: 0 }));
    const { data, error } = answer;
    if (data.session) {
      if (isUserId(data.session.user.id)) return { ok: true, value: data.session };
      const detail = 'The login names nobody whom Auth could know.';
      return failed({ kind: 'signed-out', reason: 'session_expired', detail });
    }
    if (!error) return failed({ kind: 'signed-out', detail: 'Nobody is signed in.' });
    // For a minute after a failed refresh auth-js does not even try again. A new client does.
    if (isUnreachable(error)) replaceClient();
    return failed(error.name === 'AuthRetryableFetchError' ? notRenewed(error) : failureOf(error));
  }

  /** Where something else than Auth answered to a renewal, that says more than auth-js, which hears of a 503. */
  function notRenewed(error: ApiError): RemoteFailure {
    return failureOf(guarded.renewalError() ?? error);
  }

  async function renewLogin(): Promise<RemoteResult<Session>> {
    const before = await storage.getItem(storageKey);
    const renewed = await loginOf(client.auth.refreshSession());
    if (renewed.ok || renewed.failure.kind !== 'signed-out') return renewed;
    // A worker that has died since may have renewed the login. Then only the token that this one knew is over.
    const now = await storage.getItem(storageKey);
    return now === null || now === before ? renewed : loginOf(client.auth.getSession());
  }

  const keptLogin = async (): Promise<LeftLogin | null> =>
    readLogin(await storage.getItem(storageKey), server);

  async function leave(login: LeftLogin, key?: string): Promise<void> {
    await storage.leave(login, key);
    void endLeftLogins(deps);
  }

  return {
    base,
    client: () => client,
    login: () => loginOf(client.auth.getSession()),
    renewLogin,
    async exchangeCode(code, verifier) {
      codeVerifier = verifier;
      try {
        return await client.auth.exchangeCodeForSession(code);
      } finally {
        codeVerifier = null;
      }
    },
    callFunction: (name, body) =>
      guarded.fetch(`${base}/functions/v1/${name}`, {
        method: 'POST',
        headers: { apikey: server.key, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    retryAfter: guarded.retryAfter,
    pause(milliseconds) {
      return new Promise((over) => {
        deps.schedule(over, milliseconds);
      });
    },
    keptLogin,
    endLogin: (login) => leave(login),
    async leaveLogin() {
      // The client goes first: the old one could write its login back after the removal.
      replaceClient();
      const login = await keptLogin();
      await (login ? leave(login, storageKey) : storage.removeItem(storageKey));
    },
  };
}

function failed(failure: RemoteFailure): { ok: false; failure: RemoteFailure } {
  return { ok: false, failure };
}
