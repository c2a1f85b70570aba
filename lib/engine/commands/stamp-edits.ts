import type { Edited } from '../../store/rows.ts';

/**
 * The times of edits, with these fields edited `now`. An edit is later than the one that it replaces, also where the
 * clock was set back in between.
 */
export function stamped(before: Edited, fields: readonly string[], now: number): Edited {
  const stamps = fields.map((field) => [field, Math.max(now, (before[field] ?? 0) + 1)] as const);
  return { ...before, ...Object.fromEntries(stamps) };
}
