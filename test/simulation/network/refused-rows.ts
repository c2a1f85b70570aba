/** Why the model refuses a row, for a reason that no device can know; null for all other rows. */
export function refusalReason({ row }: { row: Record<string, unknown> }): string | null {
  return String(row.title).startsWith('Odd') ? 'This title is odd.' : null;
}
