/** Where an answer has less than one that was recorded, or something of another kind. More is no fault. */
export function missingIn(actual: unknown, recorded: unknown, path = ''): string[] {
  // A field that was empty then may be filled now, and the other way round.
  if (recorded === null) return actual === undefined ? [`${path} is missing`] : [];
  if (actual === null && typeof recorded !== 'object') return [];
  if (kindOf(actual) !== kindOf(recorded))
    return [`${path} is ${kindOf(actual)} and was ${kindOf(recorded)}`];
  if (Array.isArray(recorded)) return missingInList(actual as unknown[], recorded, path);
  if (typeof recorded !== 'object') return [];
  const found = actual as Record<string, unknown>;
  return Object.entries(recorded).flatMap(([name, part]) => missingIn(found[name], part, `${path}.${name}`));
}

/** Which call brings which row depends on who of two devices was first: a row is compared with itself, where it came. */
function missingInList(actual: unknown[], recorded: unknown[], path: string): string[] {
  const rows = actual.filter(isRow);
  return recorded.flatMap((part, place) => {
    if (!isRow(part)) return missingIn(actual[place], part, `${path}[${place}]`);
    const like = rows.find(({ table, row }) => table === part.table && row.id === part.row.id);
    return like ? missingIn(like, part, `${path}[${part.table}]`) : [];
  });
}

export interface WireRow {
  table: string;
  row: { id: string };
}

export function isRow(value: unknown): value is WireRow {
  return typeof value === 'object' && value !== null && 'table' in value && 'row' in value;
}

/** Every row anywhere in what was said, by table and id. */
export function rowsIn(said: unknown): string[] {
  if (isRow(said)) return [`${said.table} ${said.row.id}`];
  if (typeof said !== 'object' || said === null) return [];
  return Object.values(said).flatMap(rowsIn);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
