import type { Snapshot } from '../snapshot.ts';
import type { EngineAnswer } from './answer.ts';

/**
 * Runs the work of one command on a new snapshot, with no other command in between, and then settles. Once it resolves,
 * the result is on disk and on the badge.
 */
export type RunCommand = (work: (snapshot: Snapshot) => Promise<EngineAnswer>) => Promise<EngineAnswer>;
