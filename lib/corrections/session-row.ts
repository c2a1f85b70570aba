import type { Session } from '../store/rows.ts';
import { isByHand, replayRules, withCorrections } from '../store/session-corrections.ts';
import { mostInterruptions } from './judge-corrections.ts';
import type { SessionRecord } from '../timer/timer.ts';

/**
 * What the replay says of a session, as a row. An open one has no minutes yet, because they would change every second.
 * Devices whose rules are older than `rules` go on keeping the rows on which they agree, and an update writes no history
 * again.
 */
export function sessionRow(record: SessionRecord): Session {
  const { outcome, completed } = record;
  const isEnded = record.ended_at !== null;
  return {
    id: record.id,
    task_id: record.task_id,
    session_type: record.session_type,
    start_time: record.started_at,
    end_time: record.ended_at,
    completed,
    current_session_number: record.round_number,
    active_time: isEnded ? record.active_time : 0,
    outcome: completed ? 'completed' : isEnded || outcome === 'void' ? outcome : 'running',
    preset_type: record.preset_type,
    rules: record.rules,
    device_id: record.lead,
    ...(record.interruptions && {
      internal_interruptions: Math.min(record.interruptions.internal, mostInterruptions),
      external_interruptions: Math.min(record.interruptions.external, mostInterruptions),
    }),
  };
}

/** The row of a session that was replayed, with what a person corrected in the stored one. */
export function correctedRow(record: SessionRecord, stored: Session | undefined): Session {
  const machine = sessionRow(record);
  return stored && isByHand(stored) ? withCorrections(machine, stored) : machine;
}

/**
 * All sessions as they are now. For a session that has been replayed the replay counts and the stored row says only
 * what was corrected, unless newer `rules` wrote it.
 */
export function currentSessions(
  stored: readonly Session[],
  replayed: readonly SessionRecord[],
  rules: number,
): Session[] {
  const rows = new Map(stored.map((row) => [row.id, row]));
  for (const record of replayed) {
    const row = rows.get(record.id);
    if (!row || replayRules(row) <= rules) rows.set(record.id, correctedRow(record, row));
  }
  return [...rows.values()];
}
