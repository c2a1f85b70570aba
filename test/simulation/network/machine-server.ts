import type { Server } from '../../../lib/account/account-host.ts';
import type { Account } from '../../../lib/sync/supabase/auth.ts';
import type { AuthResult } from '../../../lib/sync/supabase/failure.ts';
import type { Session } from '@supabase/supabase-js';
import type { Remote, SyncReply } from '../../../lib/sync/remote.ts';
import { callAsPerson } from '../../../lib/sync/supabase/call-as-person.ts';
import type { Network } from './network.ts';

/** The project that the simulated builds were made for. */
export const theServer = { url: 'https://sim.test', key: 'key', own: false };

/** Whose login a machine has; null where it has none. */
export interface Login {
  get(): string | null;
  set(person: string | null): void;
}

export interface MachineServerDeps {
  network: Network;
  login: Login;
  /** What a dead worker asks is never answered. */
  isDead(): boolean;
  after(span: number, run: () => void): () => void;
  /** A hint channel was opened, and `hangUp` closes it. Returns what the worker closes it with. */
  openedChannel(hangUp: () => void): () => void;
}

const notHere: AuthResult<never> = { ok: false, reason: 'unexpected', detail: 'Nobody does this here.' };
const never = <T>() => new Promise<T>(() => {});

/** The server as a machine has it: whoever is signed in there calls it. A person's address is their name. */
export function createMachineServer({
  network,
  login,
  isDead,
  after,
  openedChannel,
}: MachineServerDeps): Server {
  const signIn = async ({ email }: { email: string }): Promise<AuthResult<Account>> => {
    const isReached = await network.askAuth();
    if (isDead()) return never();
    if (!isReached) return { ok: false, reason: 'unreachable', detail: 'There is no network.' };
    login.set(email);
    return { ok: true, value: { id: email, email } };
  };

  /** Calls go the way of the real client. Its tokens are never over here: Auth renews them whenever it is reached. */
  const signedOut = { ok: false, failure: { kind: 'signed-out', detail: 'Nobody is.' } } as const;
  const away = { ok: false, failure: { kind: 'offline', detail: 'There is no network.' } } as const;
  const session = { ok: true, value: {} as Session } as const;
  const connection: Parameters<typeof callAsPerson>[0] = {
    login: () => Promise.resolve(login.get() === null ? signedOut : session),
    async renewLogin() {
      if (!(await network.askAuth())) return away;
      return login.get() === null ? signedOut : session;
    },
    pause: (milliseconds) =>
      new Promise((over) => {
        after(milliseconds, over);
      }),
    retryAfter: () => undefined,
  };

  return {
    auth: {
      signIn,
      signUp: () => Promise.resolve(notHere),
      sendMail: () => Promise.resolve(notHere),
      sendRecovery: () => Promise.resolve(notHere),
      enterProof: () => Promise.resolve(notHere),
      redeemSetupCode: () => Promise.resolve(notHere),
      stepSetupCode: () => Promise.resolve(notHere),
      providerAddress: () => Promise.resolve(''),
      finishProviderSignIn: () => Promise.resolve(notHere),
      renewLogin: () => Promise.resolve(notHere),
      deleteAccount: () => Promise.resolve(notHere),
      removeDevice: () => Promise.resolve(notHere),
      otherLogins: () => Promise.resolve(notHere),
      endLogin: () => Promise.resolve(notHere),
      signOutOthers: () => Promise.resolve(notHere),
      renameDevice: () => Promise.resolve(notHere),
      signOut: () => Promise.resolve(isDead() ? undefined : login.set(null)),
      changes: {
        changePassword: () => Promise.resolve(notHere),
        sendNonce: () => Promise.resolve(notHere),
        changeAddress: () => Promise.resolve(notHere),
        proveAddress: () => Promise.resolve(notHere),
        changeUsername: () => Promise.resolve(notHere),
      },
      waysIn: {
        find: () => Promise.resolve(notHere),
        claim: () => Promise.resolve(notHere),
        setPassword: () => Promise.resolve(notHere),
      },
    },
    remote: (device) =>
      Promise.resolve<Remote>({
        async sync(cursor, changes) {
          if (isDead()) return never();
          const answer = await callAsPerson(connection, () => {
            const person = login.get();
            if (isDead() || person === null) return never();
            return network.reach(person, device).call(cursor, changes);
          });
          return answer.ok ? { ok: true, value: answer.value as SyncReply } : answer;
        },
        head() {
          const person = login.get();
          if (isDead()) return never();
          if (person !== null) return network.reach(person, device).head();
          return Promise.resolve({ ok: false, failure: { kind: 'signed-out', detail: 'Nobody is.' } });
        },
        listen(on) {
          const person = login.get();
          return person === null ? () => {} : openedChannel(network.reach(person, device).listen(on));
        },
      }),
  };
}
