import type { ServerReason } from '../server-reason.ts';
import type { Connection } from './connection.ts';
import { databaseErrorOf, reasonOf, type ApiError } from './failure.ts';
import { authorizeAddress, readReturnAddress, type ProviderSignIn } from './provider-sign-in.ts';

export interface Account {
  id: string;
  email: string;
}

export type AuthResult<T> = { ok: true; value: T } | { ok: false; reason: ServerReason; detail: string };

export interface Credentials {
  email: string;
  password: string;
}

export interface Auth {
  /** A username that is taken gets another one like it. Refused with `email_not_confirmed` where a mail comes first. */
  signUp(who: Credentials & { username?: string }): Promise<AuthResult<Account>>;
  signIn(who: Credentials): Promise<AuthResult<Account>>;
  /** Mails a code of six digits. Where there is no account for the address, `unknown_email`, unless one may be made. */
  sendCode(email: string, mayCreate: boolean): Promise<AuthResult<null>>;
  /** Signs in with the code of a mail, also with the one that a sign-up sent. */
  enterCode(email: string, code: string): Promise<AuthResult<Account>>;
  /** The address that a provider's window begins at. */
  providerAddress(visit: ProviderSignIn): Promise<string>;
  /** Signs in with the address that the window came back with. */
  finishProviderSignIn(visit: ProviderSignIn, address: string): Promise<AuthResult<Account>>;
  /** Always signs out here, at once; the server is told where it can be reached. */
  signOut(): Promise<void>;
  /** Renews the token. Its expiry is refused with `session_expired`. */
  refresh(): Promise<AuthResult<Account>>;
  /** Deletes the account with everything in it; the login, worth nothing now, stays until `signOut`. */
  deleteAccount(): Promise<AuthResult<null>>;
  /** Signs another device of the account out. */
  removeDevice(device: string): Promise<AuthResult<null>>;
}

type Answer = {
  data: { user: { id: string; email?: string; identities?: unknown[] } | null; session: object | null };
  error: ApiError | null;
};

export function createAuth(connection: Connection): Auth {
  function outcomeOf({ data: { user, session }, error }: Answer): AuthResult<Account> {
    if (error) return refused(error);
    // GoTrue does not tell a stranger who is registered: it makes up a user without identities.
    if (!user || user.identities?.length === 0) {
      return { ok: false, reason: 'already_registered', detail: 'There is an account with this address.' };
    }
    if (!session) {
      return { ok: false, reason: 'email_not_confirmed', detail: 'A mail with a code is on its way.' };
    }
    return { ok: true, value: { id: user.id, email: user.email ?? '' } };
  }

  return {
    async signUp({ email, password, username }) {
      const options = username ? { data: { username } } : {};
      return outcomeOf(await connection.client().auth.signUp({ email, password, options }));
    },
    async signIn({ email, password }) {
      return outcomeOf(await connection.client().auth.signInWithPassword({ email, password }));
    },
    async sendCode(email, mayCreate) {
      const options = { shouldCreateUser: mayCreate };
      const { error } = await connection.client().auth.signInWithOtp({ email, options });
      return error ? refused(error) : done;
    },
    async enterCode(email, token) {
      return outcomeOf(await connection.client().auth.verifyOtp({ email, token, type: 'email' }));
    },
    providerAddress: (visit) => authorizeAddress(connection.base, visit),
    async finishProviderSignIn(visit, address) {
      const brought = readReturnAddress(address, visit);
      if (!brought.ok) return brought;
      return outcomeOf(await connection.exchangeCode(brought.value, visit.verifier));
    },
    async signOut() {
      const session = await connection.session();
      await connection.forgetSession();
      if (session.ok) void connection.revokeSession(session.value);
    },
    async refresh() {
      const result = await connection.refresh();
      if (!result.ok) {
        const { reason = 'unexpected', detail } = result.failure;
        return { ok: false, reason, detail };
      }
      const { id, email = '' } = result.value.user;
      return { ok: true, value: { id, email } };
    },
    async deleteAccount() {
      const { error, status } = await connection.client().rpc('delete_account');
      return error ? refused(databaseErrorOf(error, status)) : done;
    },
    async removeDevice(device) {
      const { error, status } = await connection.client().rpc('remove_device', { device });
      return error ? refused(databaseErrorOf(error, status)) : done;
    },
  };
}

const done = { ok: true, value: null } as const;

function refused(error: ApiError): { ok: false; reason: ServerReason; detail: string } {
  return { ok: false, reason: reasonOf(error), detail: error.details || error.message };
}
