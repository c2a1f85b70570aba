import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Limit } from '../../lib/limits/limit.ts';
import { connect } from '../local/connect.ts';
import { limitsIn } from './read-check.ts';

export const limitsFile = fileURLToPath(new URL('../../lib/limits/row-limits.ts', import.meta.url));

/** The tables whose rows devices get. */
const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices'];

interface Column {
  relation: string;
  name: string;
  type: string;
  /** The check constraints that name it, as the database writes them. */
  checks: string[];
}

/** The limits of each column, read from the check constraints of a database, as TypeScript. */
export async function makeLimits(url: string): Promise<string> {
  const columns = await readColumns(url);
  const parts = tables.map((table) => {
    const own = columns.filter(({ relation, type }) => relation === table && type !== 'boolean');
    const lines = own
      .map((column) => ({ name: column.name, limit: limitOf(column) }))
      .filter(({ limit }) => Object.keys(limit).length > 0)
      .map(({ name, limit }) => `${name}: ${sourceOf(limit)},`);
    return `${table}: {\n${lines.join('\n')}\n},`;
  });
  const text = [
    '// Made by npm run db:types from the check constraints of the database: not to be edited.',
    "import type { Limit } from './limit.ts';\n",
    `export const rowLimits = {\n${parts.join('\n')}\n} as const satisfies Record<string, Record<string, Limit>>;\n`,
  ].join('\n');
  return format(text, { ...(await resolveConfig(limitsFile)), filepath: limitsFile });
}

async function readColumns(url: string): Promise<Column[]> {
  const sql = connect(url);
  try {
    return [
      ...(await sql<Column[]>`
        select c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
          array(
            select pg_get_constraintdef(k.oid) from pg_constraint k
            where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey) order by k.conname
          ) as checks
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
        where c.relname = any (${tables}) and a.attnum > 0 and not a.attisdropped
          and a.attname not in ('seq', 'user_id', 'completed_pomodoros')
        order by c.relname, a.attname`),
    ];
  } finally {
    await sql.end();
  }
}

/** What types say; the database writes a UUID with 36 characters. */
const byType: Readonly<Record<string, Limit>> = {
  uuid: { longest: 36 },
  integer: { whole: true },
  bigint: { whole: true },
};

function limitOf({ name, type, checks }: Column): Limit {
  return checks.reduce<Limit>((limit, check) => ({ ...limit, ...limitsIn(check, name) }), byType[type] ?? {});
}

function sourceOf(limit: Limit): string {
  const entries = Object.entries(limit).map(([name, value]) => `${name}: ${valueSource(value)}`);
  return `{ ${entries.join(', ')} }`;
}

function valueSource(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return `[${value.map(valueSource).join(', ')}]`;
  return typeof value === 'object' && value !== null ? sourceOf(value) : JSON.stringify(value);
}
