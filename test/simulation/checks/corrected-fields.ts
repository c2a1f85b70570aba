import type { Correction } from '../../../lib/corrections/correction.ts';
import type { Session } from '../../../lib/store/rows.ts';
import { isByHand } from '../../../lib/store/session-corrections.ts';
import type { Action } from '../people/observer.ts';

/** Any value is right for a field. */
export const anything = Symbol('anything');

const fields = ['task_id', 'session_type', 'start_time', 'end_time', 'active_time'] as const;

/** What an action corrected: `session <id> <field>` with its value. */
export function correctedFields({ command, owner, clockIsOff }: Action): [field: string, value: unknown][] {
  if (command.type !== 'correct-sessions') return [];
  // Before anybody signs in a machine has only its own clock. Its instants move when they go to the account.
  const off = owner === null ? clockIsOff : 0;
  return command.corrections.flatMap((correction) =>
    Object.entries(valuesOf(correction)).map(([field, value]): [string, unknown] => [
      `session ${correction.session} ${field}`,
      typeof value === 'number' && field.endsWith('_time') && field !== 'active_time' ? value - off : value,
    ]),
  );
}

function valuesOf(correction: Correction): Record<string, unknown> {
  if ('added' in correction) return { ...correction.added, deleted: false };
  const { start_time, end_time } = correction.fields;
  // Minutes that somebody corrected move along with a later start or end.
  const isMoved = start_time !== undefined || end_time !== undefined;
  return { ...(isMoved && { active_time: anything }), ...correction.fields };
}

/** The same of the rows that are there in the end. */
export function shownCorrections(rows: readonly Session[]): [field: string, value: unknown][] {
  return rows.filter(isByHand).flatMap((row): [string, unknown][] => {
    const isDeleted = typeof row.deleted_at === 'number';
    // Of a start and an end that contradict each other only the later one stands.
    const isUndecided = row.start_time === row.end_time;
    const shown = fields.map((field): [string, unknown] => [
      field,
      isUndecided && field.endsWith('_time') ? anything : row[field],
    ]);
    shown.push(['deleted', isDeleted], ['counts', row.counts ?? null]);
    return shown.map(([field, value]) => [`session ${row.id} ${field}`, value]);
  });
}
