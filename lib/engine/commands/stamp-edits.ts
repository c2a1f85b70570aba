import { editTime } from '../../store/edit-time.ts';
import type { Edited } from '../../store/rows.ts';

/**
 * The times of edits after these fields were edited `now`. An edit is always later than the one that it replaces, even
 * if the clock was set back in between.
 */
export function stamped(before: Edited, fields: readonly string[], now: number): Edited {
  const stamps = fields.map((field) => [field, Math.max(now, editTime(before, field) + 1)] as const);
  return { ...before, ...Object.fromEntries(stamps) };
}
