import type { Change, Session, Task, User } from '../store/rows.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';

/** Who wrote a file. */
export type FileSource = 'baton' | 'baton-history' | 'marinara' | 'tomato-clock';

/** Why a file as a whole cannot be taken; each has a sentence in the catalogue under `data.refused.<reason>`. */
export type RefusalReason =
  | 'empty'
  | 'not_text'
  | 'unknown_format'
  | 'bad_json'
  | 'newer_version'
  | 'bad_value'
  | 'bad_quote'
  | 'bad_row'
  | 'too_large';

export interface Refusal {
  /** Counted from 1. */
  line: number;
  reason: RefusalReason;
  /** Which value, as the file names it: a column, or a place such as `tasks[3].title`. */
  place?: string;
}

/** Why one row of a good file is left out; each has a sentence under `data.skipped.<reason>`. */
export type SkipReason =
  'repeated' | 'in_future' | 'out_of_range' | 'unknown_kind' | 'unfinished' | 'conflicting';

export interface SkippedRows {
  reason: SkipReason;
  count: number;
  /** Of the first such row, from 1. */
  line: number;
}

export interface ImportCount {
  /** Not here yet. */
  added: number;
  /** Here, and edited later in the file. */
  updated: number;
  /** Here already, as it is in the file or newer. */
  unchanged: number;
}

/** What an import would do, told before anything is written. */
export interface ImportPreview {
  source: FileSource;
  /** Counted by key. */
  settings: ImportCount;
  tasks: ImportCount;
  sessions: ImportCount;
  checkpoints: ImportCount;
  skipped: SkippedRows[];
  /** First start and last end of the sessions to be written; null where there are none. */
  period: { from: number; to: number } | null;
}

/** `changes` are to be recorded together or not at all. */
export type ImportPlan = { preview: ImportPreview; changes: Change[] } | { refused: Refusal };

/** All rows of the account or, signed out, of this browser: deletion marks included. */
export interface StoredRows {
  /** Id of the row of `users`: the account's, or `local`. */
  owner: string;
  user: User | null;
  tasks: readonly Task[];
  sessions: readonly Session[];
  checkpoints: readonly Checkpoint[];
}

/** Makes the same UUID for the same name on every device. */
export type DeriveId = (name: string, kind: 'session') => string;

export interface ImportContext {
  stored: StoredRows;
  /** Corrected time, milliseconds since the epoch. */
  now: number;
  deriveId: DeriveId;
}
