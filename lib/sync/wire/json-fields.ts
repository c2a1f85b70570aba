/** The fields of a JSON object; none where it is something else. */
export function jsonFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
