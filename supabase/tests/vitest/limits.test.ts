import fc from 'fast-check';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Limit } from '../../../lib/limits/limit.ts';
import { rowLimits } from '../../../lib/limits/row-limits.ts';
import { decodeChange } from '../../../lib/sync/wire/codec.ts';
import { connect } from '../../local/connect.ts';
import { limitsIn } from '../../tools/read-check.ts';
import type { Json, Row } from './call-sync.ts';
import { createDatabases } from './databases.ts';
import { checkpoint, device, plan, session, task } from './rows.ts';

const databases = createDatabases();
let sql: Sql;

beforeAll(async () => {
  sql = connect(await databases.create({ migrated: true }));
});

afterAll(async () => {
  await sql.end();
  await databases.drop();
});

type Table = keyof typeof rowLimits;

const person = '00000000-0000-4000-8000-00000000000a';

/** A row of each table that the database takes, and values to put into its columns: some at a limit, some beyond. */
const base: Record<Table, Row> = {
  users: {
    id: person,
    email: null,
    username: 'ada',
    pomodoro_settings: {},
    edited: {},
    created_at: '2026-01-01T00:00:00Z',
  },
  tasks: { ...task(), tags: '', completed_pomodoros: 0 },
  pomodoro_sessions: {
    ...session(),
    device_id: null,
    counts: null,
    deleted_at: null,
    note: null,
    internal_interruptions: null,
    external_interruptions: null,
    edited: {},
  },
  pomodoro_checkpoints: checkpoint(),
  devices: device({
    created_at: '2026-01-01T00:00:00Z',
    last_seen: '2026-01-01T00:00:00Z',
    removed_at: null,
    chosen_name: null,
  }),
};

const texts = [
  '',
  ' ',
  'a',
  'a0',
  'a00',
  'Zz',
  'b0',
  'b00V',
  'A00000000000000000000000000',
  'work',
  'nap',
  'completed',
  'stopped',
  'constructor',
  '__proto__',
  'two words',
  'a\nb',
  'a\u0001',
  '\t',
  'Zoë',
  '名前',
  'ﷺ',
  'home reading 読書',
  `${'a '.repeat(9)}a`,
  `${'a '.repeat(10)}a`,
  ...[32, 33, 36, 40, 41, 60, 61, 64, 65, 100, 101, 200, 201, 500, 501, 10_000, 10_001].flatMap((length) => [
    'a'.repeat(length),
    '😀'.repeat(length),
  ]),
];
const numbers = [
  -1e15,
  -1,
  0,
  0.5,
  1,
  2.5,
  12,
  13,
  180,
  180.5,
  999,
  1000,
  1001,
  1e6,
  1e6 + 1,
  604_800_000,
  604_800_001,
  1e9,
  1e15,
  1e15 + 2,
  1e18,
];
const instants = [
  '1900-01-01T00:00:00Z',
  '1999-12-31T23:59:59.999Z',
  '2000-01-01T00:00:00Z',
  '2026-01-01T10:00:00Z',
  '2026-01-01T11:00:00Z',
  '2199-12-31T23:59:59.999Z',
];
const objects: Json[] = [
  {},
  plan,
  { ...plan, work_duration: 0 },
  { ...plan, short_break: 181 },
  { ...plan, sessions_before_long_break: 2.5 },
  { ...plan, sessions_before_long_break: 12 },
  { ...plan, name: 'a'.repeat(1100) },
  { ...plan, long_break: '15' },
  { title: 5 },
  { title: 0, position: 1e12 },
  { note: 'a'.repeat(66_000) },
  [],
  [plan],
];

/** Only values that the column can have at all: of its type, since others are another error than a limit. */
function valuesFor(table: Table, column: string): readonly Json[] {
  const value = base[table][column];
  const limits: Readonly<Record<string, Limit>> = rowLimits[table];
  const limit = limits[column] ?? {};
  // Devices leave out the count that the database makes.
  if (column === 'completed_pomodoros') return [];
  if (column === 'id' || column.endsWith('_id') || column === 'follows') return [];
  if (/_at$|_time$|^timestamp$|^last_/.test(column) && !/remaining|added|active_time/.test(column)) {
    return column === 'start_time' || column === 'end_time'
      ? [...instants, '2200-01-01T00:00:00Z', '9999-01-01T00:00:00Z']
      : instants;
  }
  if (column === 'edited')
    return objects.filter(
      (one) =>
        Object.values(one ?? {}).every((inner) => typeof inner === 'number') &&
        !('work_duration' in Object(one)),
    );
  if (typeof value === 'boolean') return [true, false];
  if (typeof value === 'number') {
    const [least, most] = column === 'generation' ? [-1e15, 1e18] : [-(2 ** 31), 2 ** 31 - 1];
    return numbers.filter((number) => Number.isInteger(number) && number >= least && number <= most);
  }
  if (column === 'pomodoro_settings') return [{}, { mine: plan }, { note: 'a'.repeat(66_000) }, []];
  if (typeof value === 'object' && value !== null) return objects;
  return column === 'email' || !('patterns' in limit || 'longest' in limit || 'values' in limit) ? [] : texts;
}

/** Which rows the check constraints refuse, by name. Without the triggers, which would move some values. */
async function refusedBy(table: Table, rows: readonly Row[]): Promise<(string | null)[]> {
  return sql.begin(async (tx) => {
    await tx.unsafe(`
      create temporary table tried (like public.${table} including constraints) on commit drop;
      create or replace function pg_temp.refused(given jsonb) returns text language plpgsql set search_path = pg_temp as $$
      declare
        rule text;
      begin
        insert into tried select r.* from jsonb_populate_record(null::tried, given) as r;
        return null;
      exception
        when check_violation then
          get stacked diagnostics rule = constraint_name;
          return rule;
      end
      $$;`);
    const found = await tx<{ rule: string | null }[]>`
      select pg_temp.refused(value) as rule from jsonb_array_elements(${tx.json([...rows])}) with ordinality order by ordinality`;
    return found.map(({ rule }) => rule);
  });
}

it.each(Object.keys(base) as Table[])(
  'LIMIT-2 a device reads the same rows of %s that the database can hold',
  async (table) => {
    const columns = Object.keys(base[table]).filter((column) => valuesFor(table, column).length > 0);
    // Every value alone in a good row, and some of them together.
    const single = columns.flatMap((column) =>
      valuesFor(table, column).map((value) => ({ [column]: value })),
    );
    const several = fc.sample(
      fc
        .tuple(...Array.from({ length: 3 }, () => fc.constantFrom(...single)))
        .map((parts) => Object.assign({}, ...parts) as Row),
      { seed: 7, numRuns: 300 },
    );
    const rows = [...single, ...several].map((change) => ({
      ...base[table],
      user_id: person,
      seq: 1,
      ...change,
    }));
    const rules = await refusedBy(table, rows);
    const differing = rows.flatMap((row, place) => {
      const decoded = decodeChange({ table, row });
      const isRead = decoded !== null && 'change' in decoded;
      const rule = rules[place];
      return isRead === (rule === null) ? [] : [`${rule ?? 'taken'}: ${JSON.stringify(row).slice(0, 300)}`];
    });
    expect(rules.filter((rule) => rule === null).length).toBeGreaterThan(5);
    expect(new Set(rules).size).toBeGreaterThan(2);
    expect(differing).toEqual([]);
  },
);

it('LIMIT-1 the limits of a column are read from the constraints as the database writes them', () => {
  expect(limitsIn("CHECK (((a >= 1) AND (a <= '1000000000000000'::bigint)))", 'a')).toEqual({
    least: 1,
    most: 1e15,
  });
  expect(limitsIn('CHECK (((aa >= 1) AND (ba <= 5)))', 'a')).toEqual({});
  expect(limitsIn("CHECK ((name ~ '^[^[:cntrl:]]{1,9}$'::text))", 'name').patterns?.map(String)).toEqual([
    '/^[ -~\\x80-\\u{10ffff}]{1,9}$/u',
  ]);
  expect(limitsIn("CHECK ((kind = ANY (ARRAY['a'::text, 'b'::text])))", 'kind')).toEqual({
    values: ['a', 'b'],
  });
});
