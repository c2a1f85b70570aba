import type { AnswerWith } from '../engine/commands/answer.ts';
import type { ServerReason } from '../sync/server-reason.ts';

/** Why a command about the account was refused. Each reason has a sentence in the catalogue under `reason.`. */
export type AccountReason =
  ServerReason | 'no_server' | 'window_closed' | 'code_needed' | 'not_agreed' | 'page_not_loaded';

export type AccountAnswer = AnswerWith<AccountReason>;
