import fc from 'fast-check';
import type { Limit } from '../../lib/limits/limit.ts';
import { rowLimits } from '../../lib/limits/row-limits.ts';
import { good, plan, type Fields, type Table } from './good-rows.ts';

const known = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
  'mine',
  'laptop',
];
const kinds = ['start', 'begin', 'pause', 'resume', 'extend', 'skip', 'stop', 'handoff', 'drop', 'tomorrow'];
const names = [
  'constructor',
  '__proto__',
  'toString',
  'short',
  'long',
  'hasOwnProperty',
  '\u202egnirts',
  '👩‍👩‍👧‍👦',
  '<b>x</b>',
];
const instants = [
  '0001-01-01T00:00:00Z',
  '1999-12-31T23:59:59.999Z',
  '2000-01-01T00:00:00Z',
  '2026-03-12T14:00:00Z',
  '2026-03-12T14:20:00Z',
  '2026-03-13T00:00:00Z',
  '2199-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59Z',
  'infinity',
];

/** Stands for JSON of so many levels, which nothing could write out. */
const deep = 'levels: ';

/** What goes over the wire. */
export function wireText(reply: unknown): string {
  const text = JSON.stringify(reply) ?? 'null';
  return text.replaceAll(/"levels: (\d+)"/g, (_, levels: string) => {
    const count = Number(levels);
    return `${'[{"a":'.repeat(count)}1${'}]'.repeat(count)}`;
  });
}

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, '', '0', [], {}, [null], 1e308, -1e308, -1, 0, 0.5, 2 ** 53, 1e9),
  fc.constantFrom(...names, ...instants),
  fc.constantFrom(...known),
  fc.nat(20_000).map((levels) => `${deep}${levels}`),
  fc.nat(200_000).map((length) => 'x'.repeat(length)),
  fc.jsonValue(),
);

/** A value at a limit of its column, one beyond, or one between. */
function limited({ least, most, above, below, longest, values, fields }: Limit): fc.Arbitrary<unknown>[] {
  const bounds = [least, most, above, below].filter((bound) => bound !== undefined);
  const asInstant = (at: number) => (at > 1e11 && at < 8e15 ? new Date(at).toISOString() : at);
  return [
    ...(bounds.length > 0
      ? [
          fc.constantFrom(...bounds.flatMap((bound) => [bound - 1, bound, bound + 1])).map(asInstant),
          fc.integer({ min: least ?? above ?? 0, max: most ?? below ?? Date.UTC(2100, 0, 1) }).map(asInstant),
        ]
      : []),
    ...(values ? [fc.constantFrom(...values)] : []),
    ...(longest === undefined
      ? []
      : [fc.constantFrom(longest - 1, longest, longest + 1).map((length) => '字'.repeat(length))]),
    ...(fields
      ? [
          fc.record(
            Object.fromEntries(
              Object.entries(fields).map(([name, limit]) => [name, fc.oneof(...limited(limit))]),
            ),
          ),
        ]
      : []),
  ];
}

const settings = fc.dictionary(
  fc.constantFrom(
    ...names,
    'preset',
    'current_task',
    'daily_goal',
    'day_starts_at',
    'auto_start_breaks',
    'focus_mode',
    'site:a.test',
    'x',
  ),
  fc.oneof(
    odd,
    fc.constant(plan),
    fc.constant({ ...plan, name: 'Mine' }),
    fc.constantFrom<unknown>(...names, true, 5, 23, 1440),
  ),
);

function valueOf(table: Table, column: string): fc.Arbitrary<unknown> {
  if (column === 'pomodoro_settings') return fc.oneof(settings, odd);
  if (column === 'edited')
    return fc.oneof(
      fc.dictionary(fc.constantFrom(...names, 'title', 'position'), fc.oneof(odd, fc.nat())),
      odd,
    );
  if (column === 'checkpoint_type') return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...kinds) }, odd);
  if (column === 'id' || column.endsWith('_id') || column === 'follows') {
    const ids = fc.oneof(fc.constantFrom(...known, ...names), fc.uuid());
    return fc.oneof({ weight: 8, arbitrary: ids }, odd);
  }
  if (typeof good[table][column] === 'boolean') return fc.oneof(fc.boolean(), odd);
  const limits: Readonly<Record<string, Limit>> = rowLimits[table];
  const near = limited(limits[column] ?? {});
  // Mostly one that fits: a row with one odd value is left out, and shows no page anything.
  return fc.oneof(...near.map((arbitrary) => ({ weight: 8, arbitrary })), fc.constantFrom(...instants), odd);
}

/** A row with a few columns that a hostile server has chosen. */
const row: fc.Arbitrary<unknown> = fc.oneof(
  ...(Object.keys(good) as Table[]).map((table) => {
    const columns = Object.fromEntries(
      Object.keys(good[table]).map((column) => [column, valueOf(table, column)]),
    );
    return fc
      .tuple(
        fc.record(columns, { requiredKeys: [] }),
        fc.uuid(),
        fc.boolean(),
        fc.subarray(Object.keys(columns), { maxLength: 3 }),
      )
      .map(([values, id, isNew, chosen]) => {
        const changed = Object.entries(values).filter(([column]) => chosen.includes(column));
        return {
          table,
          row: { ...good[table], ...(isNew && table !== 'users' && { id }), ...Object.fromEntries(changed) },
        };
      });
  }),
);

const seq = fc.oneof(
  { weight: 8, arbitrary: fc.nat(500) },
  fc.constantFrom<unknown>(-1, 1e308, 2 ** 53, 0.5, null, '7'),
);

const rows = fc.array(row, { minLength: 1, maxLength: 30, size: 'max' });

/** As a reply should be, but for its rows: those are what reaches the ledger and the screens. */
const plausible = fc.record({
  head: fc.nat(500),
  rows,
  more: fc.boolean(),
  cursor: fc.nat(500),
  rejected: fc.array(
    fc.record({
      table: fc.constantFrom<unknown>('tasks', 'pomodoro_checkpoints', 7),
      id: fc.constantFrom<unknown>(...known, 7),
      code: odd,
      rule: odd,
      reason: odd,
    }),
    { maxLength: 2 },
  ),
  server_time: fc.constantFrom('2026-03-12T14:20:00Z', '2026-03-12T14:21:00Z'),
  epoch: fc.constantFrom('e', 'e', 'e', 'f'),
});

/** The same with one or two fields that are none. */
const broken = fc
  .tuple(
    plausible,
    fc.subarray(['head', 'rows', 'more', 'cursor', 'rejected', 'server_time', 'epoch'], { maxLength: 2 }),
    fc.oneof(seq, odd, fc.constantFrom(...instants)),
  )
  .map(([reply, fields, value]) => ({
    ...reply,
    ...Object.fromEntries(fields.map((field) => [field, value])),
  }));

/** What a server of ill will answers to one call after another. */
export const hostileReplies: fc.Arbitrary<unknown[]> = fc.array(
  fc.oneof({ weight: 7, arbitrary: plausible }, { weight: 2, arbitrary: broken }, odd),
  { minLength: 2, maxLength: 8, size: 'max' },
);

const calm = {
  head: 9,
  more: false,
  cursor: 9,
  rejected: [],
  server_time: '2026-03-12T14:20:00Z',
  epoch: 'e',
};
const withRow = (table: Table, change: Fields) => [
  { ...calm, rows: [{ table, row: { ...good[table], ...change } }] },
];

/** What was found to hang, blank or empty something once. */
export const namedReplies: Readonly<Record<string, unknown[]>> = {
  'a round of 1e9': withRow('pomodoro_checkpoints', { round_number: 1e9, timestamp: '2026-03-12T14:19:00Z' }),
  'an estimate of 1e308': withRow('tasks', { estimated_pomodoros: 1e308 }),
  'a session from year 1 to 9999': withRow('pomodoro_sessions', {
    start_time: '0001-01-01T00:00:00Z',
    end_time: '9999-12-31T00:00:00Z',
    active_time: 3.15e14,
  }),
  'an error of 11 MB': [
    {
      ...calm,
      rows: [],
      rejected: [{ table: 'tasks', id: 'mine', code: '23514', reason: 'x'.repeat(11_000_000) }],
    },
  ],
  'two crafted replies': [
    { ...calm, rows: [] },
    { ...calm, rows: [], more: true, cursor: 0, epoch: 'f' },
    { ...calm, rows: [] },
  ],
  'a clock of the year 9999': [{ ...calm, rows: [], server_time: '9999-12-31T00:00:00Z' }],
};
