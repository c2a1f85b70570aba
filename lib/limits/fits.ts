import type { Limit } from './limit.ts';

/**
 * Objects in objects, at most. What is deeper no database of ours wrote, and whatever walks through it (to compare it,
 * to store it) could run out of stack.
 */
const deepest = 32;

/**
 * Whether a value is within the limits of its column. A little more than the database takes may pass where the two
 * count in different ways, never less: what the database holds always fits.
 */
export function fits(value: unknown, limit: Limit): boolean {
  if (typeof value === 'number') return isWithin(value, limit);
  if (typeof value === 'string') return isText(value, limit);
  if (typeof value === 'object' && value !== null) return isJson(value, limit);
  return true;
}

function isWithin(value: number, { least, most, above, below, whole }: Limit): boolean {
  return (
    (whole ? Number.isInteger(value) : Number.isFinite(value)) &&
    value >= (least ?? value) &&
    value <= (most ?? value) &&
    value > (above ?? -Infinity) &&
    value < (below ?? Infinity)
  );
}

function isText(value: string, { shortest = 0, longest = Infinity, patterns = [], values }: Limit): boolean {
  if (value.length < shortest || value.length > 2 * longest) return false;
  if (value.length > longest && Array.from(value).length > longest) return false;
  return patterns.every((pattern) => pattern.test(value)) && (values?.includes(value) ?? true);
}

function isJson(value: object, { bytes = Infinity, fields = {} }: Limit): boolean {
  if (!isFlat(value, deepest)) return false;
  // The database counts bytes, and spaces between them.
  if (bytes < Infinity && JSON.stringify(value).length > bytes) return false;
  return Object.entries(fields).every(([name, limit]) => {
    const field: unknown = Object.hasOwn(value, name) ? value[name as keyof typeof value] : undefined;
    return typeof field === 'number' && isWithin(field, limit);
  });
}

/** Whether JSON goes no deeper than so many levels. */
export function isFlat(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isFlat(inner, levels - 1));
}
