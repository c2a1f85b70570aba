import type { RefusalWith } from '../engine/commands/answer.ts';
import type { OtherLogin } from '../sync/logins/other-logins.ts';
import type { ServerReason } from '../sync/server-reason.ts';

/** Why a command about the account was refused. Each reason has a sentence in the catalogue under `reason.`. */
export type AccountReason =
  ServerReason | 'no_server' | 'window_closed' | 'code_needed' | 'not_agreed' | 'page_not_loaded';

/** `logins` is the answer to `list-logins`. It is kept nowhere. */
export type AccountAnswer = { ok: true; logins?: readonly OtherLogin[] } | RefusalWith<AccountReason>;
