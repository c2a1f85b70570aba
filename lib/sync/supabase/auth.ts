import { listOtherLogins, type OtherLogin } from '../logins/other-logins.ts';
import { isProofFor, type MailProof } from '../mail-proof.ts';
import { isUserId } from '../user-id.ts';
import {
  createAccountChanges,
  isSameAddress,
  type AccountChanges,
  type SignInAnswer,
} from './account-changes.ts';
import { callAsPerson, type CallAnswer } from './call-as-person.ts';
import type { Connection } from './connection.ts';
import {
  ofOtherAccount,
  ofOtherServer,
  refusalOf,
  refusalOfFailure,
  type AuthResult,
  type Refusal,
} from './failure.ts';
import { shorten } from '../wire/shorten.ts';
import { authorizeAddress, readReturnAddress, type ProviderSignIn } from './provider-sign-in.ts';
import {
  redeemSetupCode,
  stepSetupCode,
  type RedeemedCode,
  type SetupCodeStep,
} from '../setup/setup-codes.ts';
import { createWaysIn, type WaysIn } from './ways-in.ts';

export interface Account {
  id: string;
  email: string;
}

export interface Credentials {
  email: string;
  password: string;
}

export interface Auth {
  /**
   * Others may have the same username. Refused with `email_not_confirmed` where the server first mails a code.
   */
  signUp(who: Credentials & { username?: string }): Promise<AuthResult<Account>>;
  signIn(who: Credentials): Promise<AuthResult<Account>>;
  /** Mails a link or a code. Without an account for the address: makes one if it may, else `unknown_email`. */
  sendMail(email: string, mayCreate: boolean): Promise<AuthResult<null>>;
  /** Mails a link or a code to whoever has forgotten the password. Tells nobody whether there is an account. */
  sendRecovery(email: string): Promise<AuthResult<null>>;
  /** Signs in with what a mail brought, also with the one that a sign-up sent. */
  enterProof(email: string, proof: MailProof): Promise<AuthResult<Account>>;
  /** The address to open in a provider's window. */
  providerAddress(signIn: ProviderSignIn): Promise<string>;
  /** Signs in with the address that the provider's window came back with. */
  finishProviderSignIn(signIn: ProviderSignIn, returnAddress: string): Promise<AuthResult<Account>>;
  /** Signs in with the secret of another browser's setup code, to the account that the code names. */
  redeemSetupCode(code: RedeemedCode): Promise<AuthResult<Account>>;
  /** Offers the secret of a setup code by its hash, asks what became of it, or takes it back. */
  stepSetupCode(step: SetupCodeStep, hash: string): Promise<AuthResult<null>>;
  /** Signs out on this machine at once, always. The server hears of it once it can be reached. */
  signOut(): Promise<void>;
  /** Renews the token. Refused with `session_expired` where the login has ended. */
  renewLogin(): Promise<AuthResult<Account>>;
  /** Deletes the account with everything in it. The login is worth nothing then, but stays here until `signOut`. */
  deleteAccount(): Promise<AuthResult<null>>;
  /** Signs out another device of the account. */
  removeDevice(device: string): Promise<AuthResult<null>>;
  /** What is signed in to the account besides this login and its devices. */
  otherLogins(): Promise<AuthResult<OtherLogin[]>>;
  /** Ends one of these. */
  endLogin(login: string): Promise<AuthResult<null>>;
  /** Ends every login of the account but this one. */
  signOutOthers(): Promise<AuthResult<null>>;
  /** Names a device of the account. An empty name takes the chosen one back. */
  renameDevice(device: string, name: string): Promise<AuthResult<null>>;
  waysIn: WaysIn;
  changes: AccountChanges;
}

const noUserId: Refusal = {
  ok: false,
  reason: 'not_supabase',
  detail: 'The server gave an id that is no UUID.',
};

const ofOtherCode: Refusal = { ok: false, reason: 'foreign_setup_code', detail: '' };

export function createAuth(connection: Connection): Auth {
  function accountOf({ data: { user, session }, error }: SignInAnswer): AuthResult<Account> {
    if (error) return refusalOf(error);
    // GoTrue must not tell a stranger who has an account: for such an address it invents a user without identities.
    if (!user || user.identities?.length === 0) {
      return { ok: false, reason: 'already_registered', detail: 'There is an account with this address.' };
    }
    if (!session) {
      return { ok: false, reason: 'email_not_confirmed', detail: 'A mail with a code is on its way.' };
    }
    return { ok: true, value: accountIn(user) };
  }

  /**
   * Signs in. The login from before, if there was one, ends. `refuse` says why an account that comes is not the one
   * that was meant: a mail or a setup code of somebody else would sign in as them.
   */
  async function signedIn(
    signIn: () => Promise<SignInAnswer>,
    refuse: (account: Account) => Refusal | null = () => null,
  ): Promise<AuthResult<Account>> {
    const before = await connection.keptLogin();
    const result = accountOf(await signIn());
    if (!result.ok) return result;
    if (before) await connection.endLogin(before);
    const refusal = isUserId(result.value.id) ? refuse(result.value) : noUserId;
    if (!refusal) return result;
    await connection.leaveLogin();
    return refusal;
  }

  async function carryOut(call: () => PromiseLike<CallAnswer>): Promise<AuthResult<null>> {
    const answer = await callAsPerson(connection, call);
    return answer.ok ? done : refusalOfFailure(answer.failure);
  }

  return {
    async signUp({ email, password, username }) {
      const options = username ? { data: { username } } : {};
      return signedIn(() => connection.client().auth.signUp({ email, password, options }));
    },
    async signIn({ email, password }) {
      return signedIn(() => connection.client().auth.signInWithPassword({ email, password }));
    },
    async sendMail(email, mayCreate) {
      const options = { shouldCreateUser: mayCreate };
      const { error } = await connection.client().auth.signInWithOtp({ email, options });
      return error ? refusalOf(error) : done;
    },
    async sendRecovery(email) {
      const { error } = await connection.client().auth.resetPasswordForEmail(email);
      return error ? refusalOf(error) : done;
    },
    async enterProof(email, proof) {
      if (!isProofFor(connection.base, proof)) return ofOtherServer;
      // Auth finds the mails of a sign-up, of a sign-in and of a forgotten password alike by this type.
      const type = 'email';
      const { auth } = connection.client();
      return signedIn(
        () =>
          auth.verifyOtp(
            'code' in proof ? { email, token: proof.code, type } : { token_hash: proof.token_hash, type },
          ),
        // A code goes along with its address. A hash may be anybody's.
        (account) => ('code' in proof || isSameAddress(account.email, email) ? null : ofOtherAccount),
      );
    },
    providerAddress: (signIn) => authorizeAddress(connection.base, signIn),
    async finishProviderSignIn(signIn, returnAddress) {
      const returned = readReturnAddress(returnAddress, signIn);
      if (!returned.ok) return returned;
      return signedIn(() => connection.exchangeCode(returned.value, signIn.verifier));
    },
    async redeemSetupCode(code) {
      return signedIn(
        () => redeemSetupCode(connection, code),
        ({ email }) => (isSameAddress(email, code.email) ? null : ofOtherCode),
      );
    },
    stepSetupCode: (step, hash) => stepSetupCode(connection, step, hash),
    signOut: connection.leaveLogin,
    async renewLogin() {
      const result = await connection.renewLogin();
      if (!result.ok) return refusalOfFailure(result.failure);
      return { ok: true, value: accountIn(result.value.user) };
    },
    deleteAccount: () => carryOut(() => connection.client().rpc('delete_account')),
    removeDevice: (device) => carryOut(() => connection.client().rpc('remove_device', { device })),
    otherLogins: () => listOtherLogins(connection),
    endLogin: (login) => carryOut(() => connection.client().rpc('end_login', { login })),
    async signOutOthers() {
      const login = await connection.login();
      if (!login.ok) return refusalOfFailure(login.failure);
      // The signOut of people hides that this login is over, too.
      const { admin } = connection.client().auth;
      const { error } = await admin.signOut(login.value.access_token, 'others');
      return error ? refusalOf(error) : done;
    },
    renameDevice: (device, name) =>
      carryOut(() => connection.client().rpc('rename_device', { device, name })),
    waysIn: createWaysIn(connection),
    changes: createAccountChanges(connection, signedIn),
  };
}

/** The address is shown and stored. Whatever the server made of it, it is one line. */
function accountIn({ id, email }: { id: string; email?: unknown }): Account {
  return { id, email: typeof email === 'string' ? shorten(email) : '' };
}

const done = { ok: true, value: null } as const;
