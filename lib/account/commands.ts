import type { CommandOf } from '../engine/commands/command-map.ts';
import type { JoinChoice } from '../store/move-ledger.ts';
import type { Provider } from '../sync/providers.ts';

/** Who is signed in here, and at which server. */
export interface AccountCommands {
  'sign-in': { email: string; password: string };
  'sign-up': { email: string; password: string; username?: string };
  /** Mails a code for signing in. If there is no account it is refused, unless `create` allows to make one. */
  'send-code': { email: string; create: boolean };
  /**
   * `password` was typed in the form that the code is for: the account is to have it. `create` says that the person
   * asked for an account to be made.
   */
  'enter-code': { email: string; code: string; password?: string; create?: boolean };
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
  /** Ends every login of the account but the one here. */
  'sign-out-others': object;
  /** Names a device of the account, this one or another. An empty name takes the chosen one back. */
  'rename-device': { id: string; name: string };
  /** Null goes back to the project that this build was made for. */
  connect: { server: { url: string; key: string } | null };
}

export type AccountCommand = CommandOf<AccountCommands>;
