import type { Server } from '../../../lib/account/account-host.ts';
import type { Account, AuthResult } from '../../../lib/sync/supabase/auth.ts';
import type { Remote } from '../../../lib/sync/remote.ts';
import type { Network } from './network.ts';

export interface MachineServerDeps {
  network: Network;
  /** Who is signed in on the machine, as its login says. */
  login: { get(): string | null; set(person: string | null): void };
  /** What a dead worker asks is never answered. */
  isDead(): boolean;
  /** A hint channel was opened; this ends it. */
  opened(hangUp: () => void): () => void;
}

const notHere: AuthResult<never> = { ok: false, reason: 'unexpected', detail: 'Nobody does this here.' };
const never = <T>() => new Promise<T>(() => {});

/** The server as a machine has it: whoever is signed in there calls it. The address is the person's name. */
export function createMachineServer({ network, login, isDead, opened }: MachineServerDeps): Server {
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
        listen(on) {
          const person = login.get();
          return person === null ? () => {} : opened(network.remoteOf(person, device).listen(on));
        },
      }),
    drop: () => Promise.resolve(login.set(null)),
  };
}
