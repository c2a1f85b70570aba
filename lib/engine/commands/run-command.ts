import type { EngineAnswer } from './answer.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * Runs the work of one command on what the ledger holds, with no other command between, and settles after it. When
 * it resolves, what was done is on disk and on the badge.
 */
export type RunCommand = (work: (snapshot: Snapshot) => Promise<EngineAnswer>) => Promise<EngineAnswer>;
