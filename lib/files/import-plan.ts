import type { Change } from '../store/rows.ts';
import type { FileSource } from './file-rows.ts';
import type { Refusal } from './refusal.ts';
import type { SkippedRows } from './skipped-rows.ts';
import type { StoredRows } from './stored-rows.ts';

/** What an import does to the row that is stored under the same id. */
export type ImportEffect = 'added' | 'updated' | 'unchanged';

export type ImportCount = Record<ImportEffect, number>;

/** What an import would do. It is shown before anything is written. */
export interface ImportPreview {
  source: FileSource;
  /** Counted by key. */
  settings: ImportCount;
  tasks: ImportCount;
  sessions: ImportCount;
  checkpoints: ImportCount;
  skipped: SkippedRows[];
  /** The first start and the last end of the sessions to be written, or null where there are none. */
  period: { from: number; to: number } | null;
}

/** The `changes` are to be recorded together or not at all. */
export type ImportPlan = { preview: ImportPreview; changes: Change[] } | { refused: Refusal };

/** Makes the same UUID of the same name on every device. */
export type DeriveId = (name: string, kind: 'session' | 'task') => string;

/** What has to be known to plan an import, besides the file. */
export interface ImportContext {
  stored: StoredRows;
  /** Corrected time, milliseconds since the epoch. */
  now: number;
  deriveId: DeriveId;
  /** Local time minus UTC at an instant, in the machine's zone. For files that hold local times without a zone. */
  offsetAt: (instant: number) => number;
}
