import type { AccountAnswer, AccountReason } from '../account/answer.ts';
import type { EngineReason, RefusalWith } from '../engine/commands/answer.ts';

/** Why a command was refused. Each reason has a sentence in the catalogue under `reason.<Reason>`. */
export type Reason = EngineReason | AccountReason;

export type Answer = AccountAnswer | RefusalWith<Reason>;

export type Refusal = RefusalWith<Reason>;
