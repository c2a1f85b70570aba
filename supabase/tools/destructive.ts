/**
 * Finds statements in generated SQL that would lose data or break clients of the last release. Each result is a
 * sentence that says what to write instead. Dropping something that the same SQL creates again loses nothing.
 */
export function destructiveParts(sql: string): string[] {
  const made = new Set([...sql.matchAll(creation)].map(([, kind, name]) => thing(kind, name)));
  const parts: string[] = [];
  for (const [, kind, name] of sql.matchAll(drop))
    if (!made.has(thing(kind, name))) parts.push(adviceFor(kind?.toLowerCase() ?? '', name ?? ''));
  for (const [, table, column] of sql.matchAll(dropColumn))
    parts.push(
      `It drops the column ${table}.${column}. If it was renamed, write: alter table ${table} rename column ${column} to …; ` +
        'but the last release still asks for the old name: add the new column, copy, and drop in a later release.',
    );
  for (const [, table, column] of sql.matchAll(newType))
    parts.push(
      `It changes the type of ${table}.${column}. Write: alter table ${table} alter column ${column} type … using …; ` +
        'with an expression that keeps what is stored.',
    );
  return parts;
}

const name = String.raw`("?[\w.]+"?(?:\."?\w+"?)?)`;
const drop = new RegExp(
  String.raw`^\s*drop\s+(table|view|materialized view|schema|type|domain|sequence|function|procedure)\s+(?:if exists\s+)?${name}`,
  'gim',
);
const creation = new RegExp(
  String.raw`^\s*create\s+(?:or replace\s+)?(table|view|materialized view|schema|type|domain|sequence|function|procedure)\s+(?:if not exists\s+)?${name}`,
  'gim',
);
const dropColumn = /alter table\s+(?:only\s+)?("?[\w."]+)[^;]*?\bdrop column\s+(?:if exists\s+)?("?\w+"?)/gim;
const newType =
  /alter table\s+(?:only\s+)?("?[\w."]+)[^;]*?\balter column\s+("?\w+"?)\s+(?:set data\s+)?type\b/gim;

function thing(kind = '', of = '') {
  return `${kind.toLowerCase()} ${of.replaceAll('"', '')}`;
}

function adviceFor(kind: string, of: string) {
  if (kind === 'table')
    return (
      `It drops the table ${of} with everything in it. If it was renamed, write: alter table ${of} rename to …; ` +
      'otherwise say in the migration why its rows are no longer wanted.'
    );
  if (kind === 'function' || kind === 'procedure')
    return `It drops the ${kind} ${of}, which the last release may still call: keep it until that one is gone.`;
  return `It drops the ${kind} ${of}: write by hand what becomes of what used it.`;
}
