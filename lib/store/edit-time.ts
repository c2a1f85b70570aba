import type { Edited } from './rows.ts';

/** When a field was last edited, 0 if that is not known. A key may be a name that every object has, as `constructor`. */
export function editTime(edited: Edited, field: string): number {
  return Object.hasOwn(edited, field) ? (edited[field] ?? 0) : 0;
}
