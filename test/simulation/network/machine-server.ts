import type { Server } from '../../../lib/account/account-host.ts';
import type { Account, AuthResult } from '../../../lib/sync/supabase/auth.ts';
import type { Remote } from '../../../lib/sync/remote.ts';
import type { Network } from './network.ts';

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
  /** A hint channel was opened, and `hangUp` closes it. Returns what the worker closes it with. */
  openedChannel(hangUp: () => void): () => void;
}

const notHere: AuthResult<never> = { ok: false, reason: 'unexpected', detail: 'Nobody does this here.' };
const never = <T>() => new Promise<T>(() => {});

/** The server as a machine has it: whoever is signed in there calls it. A person's address is their name. */
export function createMachineServer({ network, login, isDead, openedChannel }: MachineServerDeps): Server {
  const signIn = async ({ email }: { email: string }): Promise<AuthResult<Account>> => {
    const isReached = await network.signIn();
    if (isDead()) return never();
    if (!isReached) return { ok: false, reason: 'unreachable', detail: 'There is no network.' };
    login.set(email);
    return { ok: true, value: { id: email, email } };
  };

  return {
    auth: {
      signIn,
      signUp: () => Promise.resolve(notHere),
      sendCode: () => Promise.resolve(notHere),
      enterCode: () => Promise.resolve(notHere),
      providerAddress: () => Promise.resolve(''),
      finishProviderSignIn: () => Promise.resolve(notHere),
      renewLogin: () => Promise.resolve(notHere),
      deleteAccount: () => Promise.resolve(notHere),
      removeDevice: () => Promise.resolve(notHere),
      renameDevice: () => Promise.resolve(notHere),
      signOut: () => Promise.resolve(isDead() ? undefined : login.set(null)),
    },
    remote: (device) =>
      Promise.resolve<Remote>({
        async sync(cursor, changes) {
          const person = login.get();
          if (isDead()) return never();
          if (person === null) return { ok: false, failure: { kind: 'signed-out', detail: 'Nobody is.' } };
          return network.remoteOf(person, device).sync(cursor, changes);
        },
        head() {
          const person = login.get();
          if (isDead()) return never();
          if (person !== null) return network.remoteOf(person, device).head();
          return Promise.resolve({ ok: false, failure: { kind: 'signed-out', detail: 'Nobody is.' } });
        },
        listen(on) {
          const person = login.get();
          return person === null ? () => {} : openedChannel(network.remoteOf(person, device).listen(on));
        },
      }),
    drop: () => Promise.resolve(login.set(null)),
  };
}
