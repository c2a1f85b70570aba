import type { Session } from '../../store/rows.ts';
import type { Phase } from '../../timer/checkpoint.ts';
import { firstRules } from '../../timer/replay.ts';
import type { FileSource } from '../file-rows.ts';
import type { DeriveId } from '../import-plan.ts';

/** A completed session as another timer app keeps it. It does not record pauses, rounds or tasks. */
export interface OtherAppSession {
  /** Milliseconds since the epoch. */
  end: number;
  /** How long the session was set to, in milliseconds. */
  length: number;
  phase: Phase;
}

/** Makes a row of it. The id is made of the content, so the same entry has the same id in every import. */
export function otherAppSession(
  source: FileSource,
  { end, length, phase }: OtherAppSession,
  deriveId: DeriveId,
): Session {
  return {
    id: deriveId(`${source} ${phase} ${end} ${length}`, 'session'),
    task_id: null,
    session_type: phase,
    start_time: end - length,
    end_time: end,
    completed: true,
    current_session_number: 1,
    active_time: length,
    outcome: 'completed',
    preset_type: source,
    rules: firstRules,
  };
}
