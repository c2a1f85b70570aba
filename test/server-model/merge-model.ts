/** The fields of a task that people edit. */
export const taskFields = [
  'title',
  'description',
  'estimated_pomodoros',
  'completed_at',
  'is_active',
  'position',
  'tags',
  'deleted_at',
];

/** A stored row on the wire. */
export type WireRow = { id: string } & Record<string, unknown>;

/**
 * Merges a written row into the stored one, field by field: the later edit wins, of two at the same instant the one
 * whose text is greater. No edit lies in the future. With `inside`, the fields are keys of that column.
 */
export function mergeWire(
  stored: WireRow,
  given: WireRow,
  fields: readonly string[],
  now: number,
  inside?: string,
): { row: WireRow; hasLost: boolean } {
  const into: Record<string, unknown> = { ...objectOf(inside ? stored[inside] : stored) };
  const from = objectOf(inside ? given[inside] : given);
  const edited = { ...objectOf(stored.edited) };
  const times = objectOf(given.edited);
  let hasLost = false;
  for (const field of fields) {
    if (!(field in from)) continue;
    const mine = Math.min(timeOf(times[field]), now);
    const there = timeOf(edited[field]);
    const isSame = text(from[field]) === text(into[field]);
    if (mine > there || (mine === there && text(from[field]) > text(into[field]))) {
      into[field] = from[field];
      if (mine > 0) edited[field] = mine;
      hasLost ||= mine < timeOf(times[field]);
    } else if (!isSame || mine < there) {
      hasLost = true;
    }
  }
  const row = inside ? { ...stored, [inside]: into, edited } : { ...stored, ...into, edited };
  return { row: { ...row, id: stored.id }, hasLost };
}

/** The times of edits of a new row: known fields, none in the future. */
export function tidyEdited(edited: unknown, fields: readonly string[], now: number): Record<string, number> {
  const times = objectOf(edited);
  const known = fields.filter((field) => timeOf(times[field]) > 0);
  return Object.fromEntries(known.map((field) => [field, Math.min(timeOf(times[field]), now)]));
}

export function timeOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}

/** The fields of a JSON object; none where it is something else. */
export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
