import type { Session } from '../store/rows.ts';
import type { CorrectedFields, Correction } from './correction.ts';

/**
 * The corrections that take these back. `before` has the rows as they were then. Carried out it is a correction like any
 * other, so it can be taken back, too. Fields that somebody corrected since stay, unless they are of the same name.
 */
export function invertCorrections(
  corrections: readonly Correction[],
  before: ReadonlyMap<string, Session>,
): Correction[] {
  return corrections
    .flatMap((correction): Correction[] => {
      const { session } = correction;
      if ('added' in correction) return [{ session, fields: { deleted: true } }];
      const row = before.get(session);
      return row ? [{ session, fields: fieldsBefore(row, correction.fields) }] : [];
    })
    .toReversed();
}

function fieldsBefore(
  row: Session,
  { deleted, ...fields }: Partial<CorrectedFields>,
): Partial<CorrectedFields> {
  const isDeleted = typeof row.deleted_at === 'number';
  const areTimes = 'start_time' in fields || 'end_time' in fields || 'active_time' in fields;
  return {
    ...('task_id' in fields && { task_id: row.task_id }),
    ...('session_type' in fields && { session_type: row.session_type }),
    ...('start_time' in fields && { start_time: row.start_time }),
    ...('end_time' in fields && row.end_time !== null && { end_time: row.end_time }),
    ...(areTimes && { active_time: row.active_time }),
    // What is deleted counts for nothing, and forgets whether it did.
    ...(('counts' in fields || deleted === true) && !isDeleted && { counts: row.completed }),
    ...('internal_interruptions' in fields && { internal_interruptions: row.internal_interruptions ?? null }),
    ...('external_interruptions' in fields && { external_interruptions: row.external_interruptions ?? null }),
    ...('note' in fields && { note: row.note ?? null }),
    ...(deleted !== undefined && { deleted: isDeleted }),
  };
}
