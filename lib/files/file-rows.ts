import type { Change } from '../store/rows.ts';
import type { Refusal } from './refusal.ts';
import type { FindLine, SkipCounter } from './skipped-rows.ts';

/** Who wrote a file. */
export type FileSource =
  'baton' | 'baton-history' | 'marinara' | 'tomato-clock' | 'toggl' | 'super-productivity';

export interface FileRow {
  change: Change;
  findLine: FindLine;
}

/** What a file holds, before it is compared with the stored rows. */
export interface FileRows {
  source: FileSource;
  rows: FileRow[];
  skipped: SkipCounter;
}

/** What comes of reading a file. */
export type ReadFile = FileRows | { refused: Refusal };
