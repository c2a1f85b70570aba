import type { CommandOf } from '../engine/commands/command-map.ts';
import type { JoinChoice } from '../store/move-ledger.ts';
import type { MailProof } from '../sync/mail-proof.ts';
import type { Provider } from '../sync/providers.ts';
import type { NewPassword } from '../sync/supabase/account-changes.ts';
import type { RedeemedCode, SetupCodeStep } from '../sync/setup/setup-codes.ts';

/** Who is signed in here, and at which server. */
export interface AccountCommands {
  'sign-in': { email: string; password: string };
  'sign-up': { email: string; password: string; username?: string };
  /** Mails a link or a code for signing in. If there is no account it is refused, unless `create` allows to make one. */
  'send-mail': { email: string; create: boolean };
  /** The same for whoever has forgotten the password. Nobody is told whether there is an account. */
  'send-recovery': { email: string };
  /**
   * `password` was typed in the form that the mail is for: the account is to have it. `create` says that the person
   * asked for an account to be made, `recovers` that they have forgotten the password of theirs.
   */
  'enter-proof': { email: string; proof: MailProof; password?: string; create?: boolean; recovers?: boolean };
  /** Signs in with the secret of a setup code that another browser shows. */
  'redeem-setup-code': RedeemedCode;
  /**
   * Offers another browser a secret, by its SHA-256. To follow it is refused once it is good no more, and says why. To
   * revoke it takes it back.
   */
  'setup-code': { step: SetupCodeStep; hash: string };
  /** Opens a window of the provider. The answer comes once the window has closed. */
  'sign-in-with': { provider: Provider };
  /**
   * The person's answer to `joining.ways` of the status: whether what else opens the account is theirs. If it is not,
   * it is taken away, and `password` becomes the account's, if they typed one.
   */
  'claim-account': { keep: boolean; password?: string };
  /** Their answer to `joining` of the status without `ways`: what to keep of the rows here and of the account's. */
  join: { choice: JoinChoice };
  /**
   * With `keep` the copy of tasks and history stays in this browser. The command also cancels a sign-in that waits for
   * `join`.
   */
  'sign-out': { keep: boolean };
  'delete-account': { keep: boolean };
  /** Signs out another device of the account. */
  'remove-device': { id: string };
  /** Asks for `logins` of the answer: what is signed in to the account and is none of its devices. */
  'list-logins': object;
  /** Ends one of these. */
  'end-login': { id: string };
  /** Ends every login of the account but the one here. */
  'sign-out-others': object;
  /** Sets another password, or the first one. */
  'change-password': NewPassword;
  /** Mails the code that a project may want for that. */
  'send-nonce': object;
  /** Asks for another address of the account. */
  'change-address': { email: string };
  /** What the mail to the new address or to the present one brought; `email` is the new one. */
  'prove-address': { email: string; proof: MailProof };
  /** The person has read that the account has another address than the one that they signed in with. */
  'note-address': { email: string };
  'change-username': { username: string };
  /** Names a device of the account, this one or another. An empty name takes the chosen one back. */
  'rename-device': { id: string; name: string };
  /** Null goes back to the project that this build was made for. */
  connect: { server: { url: string; key: string } | null };
}

export type AccountCommand = CommandOf<AccountCommands>;
