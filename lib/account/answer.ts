import type { AnswerWith } from '../engine/commands/answer.ts';
import type { ServerReason } from '../sync/server-reason.ts';

/** Why a command about the account came to nothing. Each has a sentence in the catalogue under `reason.`. */
export type AccountReason = ServerReason | 'no_server' | 'window_closed' | 'not_agreed' | 'page_not_loaded';

export type AccountAnswer = AnswerWith<AccountReason>;
