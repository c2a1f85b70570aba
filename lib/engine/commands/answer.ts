import type { CorrectionReason } from '../../corrections/correction.ts';
import type { ActRefusal } from '../../timer/act.ts';

/** The answer to a command. `detail` helps to find a fault and is not translated. */
export type AnswerWith<Reason extends string> = { ok: true } | RefusalWith<Reason>;

export interface RefusalWith<Reason extends string> {
  ok: false;
  reason: Reason;
  detail?: string;
  /** A number that the sentence for the reason names. */
  number?: number;
}

/** Why the engine refuses a command. Each has a sentence in the catalogue under `reason.`. */
export type EngineReason =
  | ActRefusal
  | CorrectionReason
  | 'server_keeps_no_corrections'
  | 'server_keeps_no_tags'
  | 'nothing_counted'
  | 'unknown_task'
  | 'unknown_preset'
  | 'bad_title'
  | 'bad_tags'
  | 'bad_estimate'
  | 'bad_duration'
  | 'bad_instant'
  | 'storage_full'
  | 'no_store'
  | 'newer_store';

export type EngineAnswer = AnswerWith<EngineReason>;
