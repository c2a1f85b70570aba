import type { Provider } from '../sync/providers.ts';
import type { Choice } from '../store/move-into.ts';
import type { Change, Table } from '../store/rows.ts';
import type { Phase } from '../timer/checkpoint.ts';
import type { Preferences, Preset } from '../timer/settings.ts';

/** What a page asks of the background. Commands on a session name the one the person saw. */
export type Command =
  | { type: 'start'; phase?: Phase; preset?: string }
  | { type: 'pause' | 'resume' | 'skip' | 'stop' | 'handoff'; session: string }
  /** Takes back a phase that began by itself, and what followed it. */
  | { type: 'drop'; session: string }
  /** The person knows now what ended while they were away. */
  | { type: 'dismiss-away' }
  /** Goes on with a session that another one took the place of. */
  | { type: 'switch-back'; session: string }
  /** The person has read a note. */
  | { type: 'dismiss-note'; id: string }
  | { type: 'extend'; session: string; minutes: number }
  | { type: 'add-task'; title: string; estimate: number }
  | { type: 'edit-task'; id: string; title?: string; description?: string | null; estimate?: number }
  | { type: 'choose-task'; id: string | null }
  | { type: 'complete-task'; id: string; done: boolean }
  | { type: 'delete-task'; id: string; deleted: boolean }
  /** Moves a task behind `after`; null is the top. */
  | { type: 'move-task'; id: string; after: string | null }
  /** Null deletes an own preset. */
  | { type: 'edit-preset'; key: string; preset: Preset | null }
  | { type: 'set-preferences'; preferences: Partial<Preferences> }
  | { type: 'sign-in'; email: string; password: string }
  | { type: 'sign-up'; email: string; password: string; username?: string }
  /** Mails a code for signing in; where there is no account it is refused, unless one may be made. */
  | { type: 'send-code'; email: string; create: boolean }
  | { type: 'enter-code'; email: string; code: string }
  /** Opens a window of the provider. The answer comes once that has closed. */
  | { type: 'sign-in-with'; provider: Provider }
  /** What becomes of what is here and what the account has: the answer to `joining` of the status. */
  | { type: 'join'; choice: Choice }
  /** Keeping leaves the copy of the tasks and history in this browser. Takes back a sign-in that waits for `join`. */
  | { type: 'sign-out'; keep: boolean }
  | { type: 'delete-account'; keep: boolean }
  /** Signs another device of the account out. */
  | { type: 'remove-device'; id: string }
  /** Null goes back to the project that this build was made for. */
  | { type: 'connect'; server: { url: string; key: string } | null }
  /** Records what the preview of a file showed, all of it or nothing. What is here by now and newer stays. */
  | { type: 'import'; changes: Change[] }
  /** Empties this browser's database; a server is not told. */
  | { type: 'erase' }
  /** A row that the server refused: it waits again, or it is given up. */
  | { type: 'retry-aside' | 'discard-aside'; table: Table; id: string }
  /** The person knows now of the press that came to nothing. */
  | { type: 'dismiss-missed' }
  /** A page opened: pull now. */
  | { type: 'opened' }
  | { type: 'sync-now' };

/** Why a command came to nothing; each has a sentence in the catalogue under `reason.<Reason>`. */
export type Reason =
  | 'already_ended'
  | 'already_paused'
  | 'already_running'
  | 'nothing_runs'
  | 'another_session'
  | 'unknown_task'
  | 'unknown_preset'
  | 'bad_title'
  | 'bad_estimate'
  | 'bad_duration'
  | 'storage_full'
  | 'no_server'
  | 'bad_url'
  | 'unreachable'
  | 'not_supabase'
  | 'wrong_key'
  | 'no_schema'
  | 'wrong_password'
  | 'weak_password'
  | 'bad_email'
  | 'unknown_email'
  | 'wrong_code'
  | 'sign_up_closed'
  | 'window_closed'
  | 'not_agreed'
  | 'page_not_loaded'
  | 'provider_refused'
  | 'too_many_mails'
  | 'already_registered'
  | 'email_not_confirmed'
  | 'session_expired'
  | 'device_removed'
  | 'account_deleted'
  | 'too_many_requests'
  | 'unexpected';

export type Answer = { ok: true } | { ok: false; reason: Reason; detail?: string };
