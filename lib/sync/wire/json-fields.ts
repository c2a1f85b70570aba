/** The fields of a JSON object. Anything else has none. */
export function jsonFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
