import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../store/rows.ts';
import { checkpoint, checkpointRow, device, session, task, taskRow, user } from '../../store/testing/rows.ts';
import { decodeChange, decodeHint, decodeReply, encodeChange } from './codec.ts';

/** As `to_jsonb` of the stored row gives it. */
const storedTask = {
  ...taskRow({ description: 'Long', edited: { title: 5 } }),
  user_id: 'ada',
  created_at: '2026-11-22T22:05:33.349123+00:00',
  completed_at: null,
  completed_pomodoros: 3,
  seq: 17,
};

const reply = {
  head: 17,
  rows: [{ table: 'tasks', row: storedTask }],
  more: false,
  cursor: 17,
  rejected: [
    {
      table: 'tasks',
      id: 'x',
      code: '23514',
      rule: 'tasks_title_check',
      reason: 'A title has 1 to 500 characters.',
    },
  ],
  server_time: '2026-11-22 22:05:33.5+00',
  epoch: 'e',
};

test('SYNC-31 columns of newer versions are ignored', () => {
  expect(decodeChange({ table: 'tasks', row: storedTask })).toEqual({
    change: task({
      description: 'Long',
      edited: { title: 5 },
      created_at: Date.UTC(2026, 10, 22, 22, 5, 33, 349),
    }),
  });
});

test('SYNC-38 a row of a server that lacks an optional column has no such field, and is sent without it', () => {
  const older = device();
  expect(decodeChange(encodeChange(older))).toEqual({ change: older });
  expect(encodeChange(older).row).not.toHaveProperty('chosen_name');
  const named = device({ chosen_name: null });
  expect(decodeChange(encodeChange(named))).toEqual({ change: named });
  const odd = { table: 'devices', row: { ...encodeChange(named).row, chosen_name: 7 } };
  expect(decodeChange(odd)).toEqual({
    unreadable: { table: 'devices', id: 'laptop', reason: 'chosen_name cannot be 7' },
  });
});

test('SYNC-31 a table of a newer version is ignored', () => {
  expect(decodeChange({ table: 'goals', row: { id: 'g' } })).toBeNull();
  expect(decodeChange({ table: 'toString', row: { id: 'g' } })).toBeNull();
});

test.each([
  { row: { ...storedTask, title: null }, reason: 'title cannot be null' },
  {
    row: { ...storedTask, created_at: '0044-03-15 00:00:00+00 BC' },
    reason: 'created_at cannot be "0044-03-15 00:00:00+00 BC"',
  },
  { row: { ...storedTask, created_at: 'infinity' }, reason: 'created_at cannot be "infinity"' },
  { row: { ...storedTask, is_active: 'yes' }, reason: 'is_active cannot be "yes"' },
  { row: { ...storedTask, edited: [] }, reason: 'edited cannot be []' },
  { row: { ...storedTask, estimated_pomodoros: '1' }, reason: 'estimated_pomodoros cannot be "1"' },
  { row: { ...storedTask, estimated_pomodoros: NaN }, reason: 'estimated_pomodoros cannot be null' },
  {
    row: { ...storedTask, created_at: ['2026-11-22T22:05:33Z'] },
    reason: 'created_at cannot be ["2026-11-22T22:05:33Z"]',
  },
  { row: { id: 'task' }, reason: 'title cannot be missing' },
])('SYNC-32 a row that cannot be read says why and does not block the rest: $reason', ({ row, reason }) => {
  const decoded = decodeReply({ ...reply, rows: [{ table: 'tasks', row }, ...reply.rows] });
  expect(decoded?.unreadable).toEqual([{ table: 'tasks', id: 'task', reason }]);
  expect(decoded?.rows.length).toBe(1);
  expect(decoded?.cursor).toBe(17);
});

test('SYNC-32 an act of an unknown phase cannot be read', () => {
  const wire = encodeChange(checkpoint());
  const decoded = decodeChange({ ...wire, row: { ...wire.row, session_type: 'nap' } });
  expect(decoded).toEqual({
    unreadable: { table: 'pomodoro_checkpoints', id: 'act', reason: 'session_type cannot be "nap"' },
  });
});

test('SYNC-31 an act of a kind that only a newer version knows is read as it is', () => {
  const wire = encodeChange(checkpoint({ checkpoint_type: 'snooze' }));
  expect(decodeChange(wire)).toEqual({ change: checkpoint({ checkpoint_type: 'snooze' }) });
});

const deepPlan: unknown = JSON.parse(`${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`);

test.each<[string, Change, object]>([
  ['round_number', checkpoint(), { round_number: 1e9 }],
  ['remaining_time', checkpoint(), { remaining_time: -1 }],
  ['generation', checkpoint(), { generation: 1.5 }],
  ['plan', checkpoint(), { plan: { work_duration: 25 } }],
  ['plan', checkpoint(), { plan: deepPlan }],
  ['id', checkpoint(), { id: 'x'.repeat(10_000_000) }],
  ['timestamp', checkpoint(), { timestamp: '9999-01-01T00:00:00Z' }],
  ['estimated_pomodoros', task(), { estimated_pomodoros: 1e308 }],
  ['title', task(), { title: '' }],
  ['position', task(), { position: 'b0' }],
  ['start_time', session(), { start_time: '0001-01-01T00:00:00Z' }],
  ['end_time', session(), { end_time: '9999-01-01T00:00:00Z' }],
  ['end_time', session(), { end_time: '2000-01-01T00:00:00Z' }],
  ['completed', session(), { completed: false }],
  ['name', device(), { name: 'N'.repeat(101) }],
  ['pomodoro_settings', user(), { pomodoro_settings: { note: 'x'.repeat(70_000) } }],
  ['username', user({ username: 'ada' }), { username: 'two words' }],
])('SYNC-69 a row that the database could not hold is named and left out: %s', (column, change, odd) => {
  const wire = encodeChange(change);
  const full = change.table === 'users' ? { ...change.row, ...wire.row } : wire.row;
  const decoded = decodeChange({ table: change.table, row: { ...full, ...odd } });
  if (!decoded || !('unreadable' in decoded)) throw new Error('It can be read.');
  expect(decoded.unreadable.reason).toMatch(new RegExp(`^${column} cannot be `));
  expect(decoded.unreadable.reason.length).toBeLessThanOrEqual(300);
  expect(decoded.unreadable.id.length).toBeLessThanOrEqual(300);
});

test('SYNC-69 a setting that is too deep and the time of an edit in a far year are left out, the others count', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const row = {
    ...user().row,
    pomodoro_settings: { deep, preset: 'long', __proto__: 7 },
    edited: { preset: 5, deep: 1e300, constructor: -1 },
  };
  expect(decodeChange({ table: 'users', row })).toEqual({
    change: user({ pomodoro_settings: { preset: 'long' }, edited: { preset: 5 } }),
  });
});

test('SYNC-69 words of a refusal and of an address are cut', () => {
  const long = 'x'.repeat(11_000_000);
  const refusal = { table: 'tasks', id: 'x', code: long, rule: long, reason: long };
  const [read] = decodeReply({ ...reply, rejected: [refusal] })?.rejected ?? [];
  expect([read?.code.length, read?.rule?.length, read?.reason.length]).toEqual([300, 300, 300]);
  const decoded = decodeChange({ table: 'users', row: { ...user().row, email: long } });
  expect(decoded && 'change' in decoded && decoded.change).toEqual(user({ email: 'x'.repeat(255) }));
});

test('SYNC-34 only the settings that a person has set are sent', () => {
  const change = user({
    email: 'a@b.c',
    pomodoro_settings: { short: {}, preset: 'long' },
    edited: { preset: 9 },
  });
  expect(encodeChange(change).row).toEqual({
    id: 'ada',
    pomodoro_settings: { preset: 'long' },
    edited: { preset: 9 },
  });
});

test('SYNC-30 a reply is read as a whole', () => {
  expect(decodeReply(reply)).toEqual({
    ...reply,
    rows: [
      task({ description: 'Long', edited: { title: 5 }, created_at: Date.UTC(2026, 10, 22, 22, 5, 33, 349) }),
    ],
    unreadable: [],
    server_time: Date.UTC(2026, 10, 22, 22, 5, 33, 500),
  });
});

test('SYNC-31 an older server refuses without naming a rule', () => {
  const refusal = { table: 'tasks', id: 'x', code: '23502', reason: 'The field "title" is missing.' };
  expect(decodeReply({ ...reply, rejected: [refusal] })?.rejected).toEqual([refusal]);
  expect(decodeReply({ ...reply, rejected: [{ ...refusal, rule: null }] })?.rejected).toEqual([refusal]);
});

test('SYNC-84 how full the server is comes with a reply, if it is a share of a known table', () => {
  expect(decodeReply(reply)).not.toHaveProperty('filled');
  const filled = { tasks: 83.4, devices: 104, goals: 90, pomodoro_sessions: '85', users: -1 };
  expect(decodeReply({ ...reply, filled })?.filled).toEqual({ tasks: 83, devices: 100 });
  expect(decodeReply({ ...reply, filled: 'all' })?.filled).toEqual({});
});

test('SYNC-31 a refusal of what this version does not know is ignored', () => {
  const refusal = { table: 'tasks', id: 'x', code: '23502', reason: 'The field "title" is missing.' };
  const rejected = [
    { ...refusal, table: 'goals' },
    { ...refusal, table: 7 },
    { ...refusal, id: 7 },
  ];
  expect(decodeReply({ ...reply, rejected })?.rejected).toEqual([]);
});

test.each([
  null,
  undefined,
  'x',
  [],
  {},
  { ...reply, cursor: '17' },
  { ...reply, rows: {} },
  { ...reply, rejected: null },
  { ...reply, epoch: null },
  { ...reply, epoch: 'e'.repeat(37) },
  { ...reply, head: 1e308 },
  { ...reply, cursor: -1 },
  { ...reply, cursor: 1.5 },
  { ...reply, server_time: 'now' },
  { ...reply, server_time: '9999-01-01T00:00:00Z' },
  { ...reply, server_time: '1999-12-31T23:59:59Z' },
])('SYNC-33 this is no reply: %j', (wire) => {
  expect(decodeReply(wire)).toBeNull();
});

test('SYNC-32 SYNC-33 a hint brings its rows, or none where one of them cannot be read', () => {
  expect(decodeHint({ id: 'x', from: 16, to: 17, rows: reply.rows })?.rows?.length).toBe(1);
  expect(decodeHint({ from: 16, to: 17 })).toEqual({ from: 16, to: 17, rows: null });
  expect(decodeHint({ from: 16, to: 17, rows: [{ table: 'tasks', row: {} }] })).toEqual({
    from: 16,
    to: 17,
    rows: null,
  });
  expect(decodeHint({ from: 16 })).toBeNull();
});

const instant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2199, 0, 1) });
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc
    .record({
      title: fc.string({ unit: 'grapheme', maxLength: 40 }).map((title) => `A ${title}`),
      created_at: instant,
      completed_at: fc.option(instant),
      is_active: fc.boolean(),
      edited: fc.dictionary(fc.constantFrom('title', 'position'), instant),
    })
    .map(task),
  fc
    .record({ timestamp: instant, last_active: fc.option(instant), task_id: fc.option(fc.uuid()) })
    .map(checkpoint),
  fc
    .record({ start_time: instant, lasts: fc.option(fc.nat(10_000_000)), completed: fc.boolean() })
    .map(({ start_time, lasts, completed }) =>
      session({
        start_time,
        end_time: lasts === null ? null : start_time + lasts,
        completed,
        outcome: completed ? 'completed' : 'stopped',
      }),
    ),
  fc.record({ last_seen: instant, removed_at: fc.option(instant) }).map(device),
);

test('SYNC-30 what is written and read again is the same, however the server writes its instants', () => {
  fc.assert(
    fc.property(changes, fc.boolean(), (change, isPlain) => {
      const text = JSON.stringify(encodeChange(change));
      const plain = text.replaceAll(/"(\d{4}-\d\d-\d\d)T([\d:.]+)Z"/g, '"$1 $2+00"');
      expect(decodeChange(JSON.parse(isPlain ? plain : text))).toEqual({ change });
    }),
  );
});

test('SYNC-30 spans are sent as whole milliseconds', () => {
  expect(encodeChange(checkpoint({ remaining_time: 1000.4 })).row.remaining_time).toBe(1000);
  expect(encodeChange(checkpoint(checkpointRow())).row.timestamp).toBe('2026-01-01T09:00:00.000Z');
});
