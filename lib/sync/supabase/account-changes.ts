import { isProofFor, type MailProof } from '../mail-proof.ts';
import type { ApiError } from './answers.ts';
import { callAsPerson } from './call-as-person.ts';
import type { Connection } from './connection.ts';
import {
  ofOtherAccount,
  ofOtherServer,
  refusalOf,
  refusalOfFailure,
  type AuthResult,
  type Refusal,
} from './failure.ts';

export interface NewPassword {
  password: string;
  /** The present one, where the project wants it. */
  current?: string;
  /** The code of a mail from `sendNonce`, where the project wants one. */
  nonce?: string;
}

/** What whoever is signed in can change of their account. */
export interface AccountChanges {
  /**
   * Sets another password, or the first one, which ends the account's other logins. Refused with
   * `current_password_needed` or `reauthentication_needed` where the project wants more.
   */
  changePassword(given: NewPassword): Promise<AuthResult<null>>;
  /** Mails a code to the address of the account. */
  sendNonce(): Promise<AuthResult<null>>;
  /** Asks for another address. Refused with `address_not_confirmed` where mails of it have to be proven first. */
  changeAddress(email: string): Promise<AuthResult<null>>;
  /**
   * Proves one of the two addresses with what its mail brought; `email` is the new one. Refused with
   * `other_address_left` where that of the other one is wanted, too.
   */
  proveAddress(email: string, proof: MailProof): Promise<AuthResult<null>>;
  changeUsername(username: string): Promise<AuthResult<null>>;
}

/** What Auth answers to whoever signs in. */
export type SignInAnswer = {
  data: { user: { id: string; email?: string; identities?: unknown[] } | null; session: object | null };
  error: ApiError | null;
};

type SignedIn = (
  signIn: () => Promise<SignInAnswer>,
  refuse: (account: { id: string }) => Refusal | null,
) => Promise<AuthResult<unknown>>;

export function createAccountChanges(connection: Connection, signedIn: SignedIn): AccountChanges {
  /** Who is signed in, with a token that Auth takes. */
  async function login(): Promise<AuthResult<{ id: string; email?: string }>> {
    const found = await connection.login();
    return found.ok ? { ok: true, value: found.value.user } : refusalOfFailure(found.failure);
  }

  return {
    async changePassword({ password, current, nonce }) {
      const found = await login();
      if (!found.ok) return found;
      const { error } = await connection.client().auth.updateUser({
        password,
        ...(current !== undefined && { current_password: current }),
        ...(nonce !== undefined && { nonce }),
      });
      return error ? refusalOf(error) : done;
    },
    async sendNonce() {
      const found = await login();
      if (!found.ok) return found;
      const { error } = await connection.client().auth.reauthenticate();
      return error ? refusalOf(error) : done;
    },
    async changeAddress(email) {
      const found = await login();
      if (!found.ok) return found;
      const { data, error } = await connection.client().auth.updateUser({ email });
      if (error) return refusalOf(error);
      return isSameAddress(data.user.email, email.trim())
        ? done
        : { ok: false, reason: 'address_not_confirmed', detail: 'Mails are on their way.' };
    },
    async proveAddress(email, proof) {
      if (!isProofFor(connection.base, proof)) return ofOtherServer;
      const found = await login();
      if (!found.ok) return found;
      const { id, email: present = '' } = found.value;
      const type = 'email_change';
      const { auth } = connection.client();
      // A code is good for the address that it was mailed to, and the person does not say which one that was.
      const tries =
        'code' in proof
          ? [email, present].map((of) => ({ email: of, token: proof.code, type }) as const)
          : [{ token_hash: proof.token_hash, type } as const];
      let refusal: AuthResult<null> = done;
      for (const one of tries) {
        let isHalf = false;
        const entered = await signedIn(
          async () => {
            const answer = await auth.verifyOtp(one);
            isHalf = !answer.error && !answer.data.session;
            return answer;
          },
          (account) => (account.id === id ? null : ofOtherAccount),
        );
        if (entered.ok) return done;
        if (isHalf) return { ok: false, reason: 'other_address_left', detail: 'One of two is proven.' };
        refusal = entered;
        if (entered.reason !== 'wrong_code') break;
      }
      return refusal;
    },
    async changeUsername(username) {
      const found = await login();
      if (!found.ok) return found;
      const { id } = found.value;
      const answer = await callAsPerson(connection, () =>
        connection.client().from('users').update({ username }).eq('id', id),
      );
      return answer.ok ? done : refusalOfFailure(answer.failure);
    },
  };
}

const done = { ok: true, value: null } as const;

/** Auth keeps addresses in small letters. */
export function isSameAddress(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
