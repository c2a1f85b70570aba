import type { CommandOf } from '../engine/commands/command-map.ts';
import type { JoinChoice } from '../store/move-ledger.ts';
import type { Provider } from '../sync/providers.ts';

/** Who is signed in here, and at which server. */
export interface AccountCommands {
  'sign-in': { email: string; password: string };
  'sign-up': { email: string; password: string; username?: string };
  /** Mails a code for signing in. Where there is no account it is refused, unless one may be made. */
  'send-code': { email: string; create: boolean };
  'enter-code': { email: string; code: string };
  /** Opens a window of the provider. The answer comes once that has closed. */
  'sign-in-with': { provider: Provider };
  /** What becomes of what is here and what the account has: the answer to `joining` of the status. */
  join: { choice: JoinChoice };
  /** Keeping leaves the copy of the tasks and history in this browser. Takes back a sign-in that waits for `join`. */
  'sign-out': { keep: boolean };
  'delete-account': { keep: boolean };
  /** Signs another device of the account out. */
  'remove-device': { id: string };
  /** Null goes back to the project that this build was made for. */
  connect: { server: { url: string; key: string } | null };
}

export type AccountCommand = CommandOf<AccountCommands>;
