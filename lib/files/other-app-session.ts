import type { Session } from '../store/rows.ts';
import type { Phase } from '../timer/checkpoint.ts';
import { rulesVersion } from '../timer/replay.ts';
import type { DeriveId, FileSource } from './import-plan.ts';

/**
 * A completed session as other timers keep it: when it ended and how long it was set to, both in milliseconds.
 * They do not tell pauses, rounds or tasks. The id is made of the content: the same entry has the same one always.
 */
export function otherAppSession(
  source: FileSource,
  { end, length, phase }: { end: number; length: number; phase: Phase },
  derive: DeriveId,
): Session {
  return {
    id: derive(`${source} ${phase} ${end} ${length}`, 'session'),
    task_id: null,
    session_type: phase,
    start_time: end - length,
    end_time: end,
    completed: true,
    current_session_number: 1,
    active_time: length,
    outcome: 'completed',
    preset_type: source,
    rules: rulesVersion,
  };
}
