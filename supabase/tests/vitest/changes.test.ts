import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll } from './call-sync.ts';
import { addPerson } from './people.ts';
import { checkpoint, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const millis = (time: unknown) => (typeof time === 'string' ? Date.parse(time) : Number.NaN);

describe('DB-9, DB-10, DB-11, DB-12, DB-15, DB-16 changes', () => {
  test('DB-15 a bad row is refused with the rule that it breaks and a sentence, and blocks no other', async () => {
    const anna = await addPerson(db);
    const good = [task(), checkpoint(), session()];
    const bad = [
      { table: 'tasks', row: task({ title: '' }) },
      { table: 'tasks', row: task({ title: null }) },
      { table: 'tasks', row: task({ estimated_pomodoros: 'many' }) },
      { table: 'pomodoro_checkpoints', row: checkpoint({ plan: { ...task(), work_duration: 500 } }) },
      { table: 'secrets', row: { id: randomUUID() } },
      { table: 'tasks', row: { id: 'not a uuid' } },
      { table: 'tasks', row: {} },
      { table: 'users', row: { id: randomUUID(), pomodoro_settings: {} } },
      { table: 'tasks', row: task({ user_id: randomUUID() }) },
    ];
    const reply = await callSync(db, anna, {
      changes: [
        { table: 'tasks', row: good[0] ?? {} },
        ...bad.slice(0, 4),
        { table: 'pomodoro_checkpoints', row: good[1] ?? {} },
        ...bad.slice(4),
        { table: 'pomodoro_sessions', row: good[2] ?? {} },
      ],
    });
    expect(reply.rows.slice(1).map(({ row }) => row.id)).toEqual(good.map(({ id }) => id));
    expect(reply.rejected.map(({ table, id }) => [table, id])).toEqual(
      bad.map(({ table, row }) => [table, row['id'] ?? null]),
    );
    expect(reply.rejected.map(({ code, rule, reason }) => [code, rule, reason])).toEqual([
      ['23514', 'tasks_title_check', 'A title has 1 to 500 characters.'],
      ['23502', null, 'The field "title" is missing.'],
      [
        '22P02',
        null,
        'A field has a value of the wrong kind (invalid input syntax for type integer: "many").',
      ],
      [
        '23514',
        'pomodoro_checkpoints_plan_check',
        'Durations of a plan are above 0 and at most 180 minutes, its rounds 1 to 12.',
      ],
      ['PT400', 'known_table', 'This server knows no table "secrets".'],
      [
        '22P02',
        null,
        'A field has a value of the wrong kind (invalid input syntax for type uuid: "not a uuid").',
      ],
      ['PT400', null, 'A row needs an id.'],
      ['42501', null, 'This row belongs to somebody else.'],
      ['42501', null, 'This row belongs to somebody else.'],
    ]);
  });

  test.each([
    [null],
    ['text'],
    [5],
    [[]],
    [{}],
    [{ table: 'tasks' }],
    [{ table: 5, row: {} }],
    [{ table: 'tasks', row: [] }],
  ])('DB-15 a change of the shape %j is refused by itself', async (wrong) => {
    const anna = await addPerson(db);
    const reply = await callSync(db, anna, { changes: [wrong, { table: 'tasks', row: task() }] });
    expect(reply.rejected).toHaveLength(1);
    expect(reply.rejected[0]).toMatchObject({ code: 'PT400' });
    expect(reply.rows.map(({ table }) => table)).toEqual(['users', 'tasks']);
  });

  test('DB-10 the time of a begin stays if the clock of its device is at most some seconds fast', async () => {
    const anna = await addPerson(db);
    const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const begin = { checkpoint_type: 'begin', follows: randomUUID() };
    const [near, far] = [ahead(4), ahead(60)];
    const reply = await callSync(db, anna, {
      changes: [
        { table: 'pomodoro_checkpoints', row: checkpoint({ ...begin, timestamp: near }) },
        { table: 'pomodoro_checkpoints', row: checkpoint({ ...begin, timestamp: far }) },
        { table: 'pomodoro_checkpoints', row: checkpoint({ timestamp: near }) },
      ],
    });
    expect(reply.rejected).toEqual([]);
    const [kept, ...moved] = reply.rows.slice(1).map(({ row }) => millis(row['timestamp']));
    expect(kept).toBe(Date.parse(near));
    for (const instant of moved) expect(instant).toBeLessThanOrEqual(Date.parse(reply.server_time));
  });

  test('DB-9 a time in the future is moved back to now, one in the past stays', async () => {
    const anna = await addPerson(db);
    const future = '2090-01-01T00:00:00.000Z';
    const reply = await callSync(db, anna, {
      changes: [
        { table: 'pomodoro_checkpoints', row: checkpoint({ timestamp: future, last_active: future }) },
        { table: 'pomodoro_checkpoints', row: checkpoint({ timestamp: 'infinity' }) },
        { table: 'pomodoro_checkpoints', row: checkpoint({ timestamp: '2026-01-01T00:00:00.123Z' }) },
        { table: 'tasks', row: task({ completed_at: future, deleted_at: future, edited: { title: 9e15 } }) },
      ],
    });
    const [first, second, third, fourth] = reply.rows.slice(1).map(({ row }) => row);
    const now = Date.parse(reply.server_time);
    for (const time of [
      first?.['timestamp'],
      first?.['last_active'],
      second?.['timestamp'],
      fourth?.['completed_at'],
    ]) {
      expect(millis(time)).toBeGreaterThan(now - 10_000);
      expect(millis(time)).toBeLessThanOrEqual(now);
    }
    expect(new Date(millis(third?.['timestamp'])).toISOString()).toBe('2026-01-01T00:00:00.123Z');
    expect(fourth).toHaveProperty(
      'edited.title',
      expect.toSatisfy((at: number) => at > now - 10_000 && at <= now + 1),
    );
  });

  test('DB-11 the first version of a checkpoint stays', async () => {
    const anna = await addPerson(db);
    const row = checkpoint({ remaining_time: 1000 });
    await callSync(db, anna, { changes: [{ table: 'pomodoro_checkpoints', row }] });
    const reply = await callSync(db, anna, {
      changes: [{ table: 'pomodoro_checkpoints', row: { ...row, remaining_time: 2000 } }],
    });
    expect(reply.rows.at(-1)?.row).toMatchObject({ id: row.id, remaining_time: 1000 });
    expect(reply.rejected).toEqual([]);
  });

  test('DB-12 completed focus sessions are counted, in any order of arrival', async () => {
    const anna = await addPerson(db);
    const { id } = task();
    const done = session({ task_id: id });
    const count = async () =>
      (await pullAll(db, anna)).find(({ row }) => row.id === id)?.row['completed_pomodoros'];
    await callSync(db, anna, { changes: [{ table: 'pomodoro_sessions', row: done }] });
    await callSync(db, anna, { changes: [{ table: 'tasks', row: task({ id, completed_pomodoros: 99 }) }] });
    expect(await count()).toBe(1);
    await callSync(db, anna, {
      changes: [
        { table: 'pomodoro_sessions', row: session({ task_id: id }) },
        { table: 'pomodoro_sessions', row: session({ task_id: id, session_type: 'short_break' }) },
        { table: 'pomodoro_sessions', row: session({ task_id: id, completed: false, outcome: 'stopped' }) },
        { table: 'pomodoro_sessions', row: done },
      ],
    });
    expect(await count()).toBe(2);
    await callSync(db, anna, {
      changes: [
        { table: 'pomodoro_sessions', row: { ...done, completed: false, outcome: 'paused', end_time: null } },
      ],
    });
    expect(await count()).toBe(1);
    await db`delete from public.pomodoro_sessions where user_id = ${anna.id}`;
    expect(await count()).toBe(0);
  });

  test('DB-16 a row of an older version leaves the columns alone that it does not know', async () => {
    const anna = await addPerson(db);
    const row = task({ description: 'kept', edited: { title: 5, description: 5 } });
    await callSync(db, anna, { changes: [{ table: 'tasks', row }] });
    const { rows } = await callSync(db, anna, {
      changes: [{ table: 'tasks', row: { id: row.id, title: 'New', edited: { title: 6 }, tomorrow: true } }],
    });
    expect(rows.at(-1)?.row).toMatchObject({
      title: 'New',
      description: 'kept',
      edited: { title: 6, description: 5 },
    });
  });

  describe('DB-51 settings of many keys', () => {
    const numbered = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, key) => [`key ${key}`, key]));
    const edited = (values: Record<string, number>, at: number) =>
      Object.fromEntries(Object.keys(values).map((key) => [key, at]));

    test.each([998, 999, 4000])('DB-51 %i keys beside two presets', async (count) => {
      const anna = await addPerson(db);
      const values = numbered(count);
      const row = { id: anna.id, pomodoro_settings: values, edited: edited(values, 5) };
      const { rejected, rows } = await callSync(db, anna, { changes: [{ table: 'users', row }] });
      if (count === 998) {
        expect(rejected).toEqual([]);
        expect(rows.at(-1)?.row).toMatchObject({ pomodoro_settings: values, edited: row.edited });
      } else
        expect(rejected.map(({ rule, reason }) => [rule, reason.includes('1000 keys')])).toEqual([
          ['users_pomodoro_settings_check', true],
        ]);
    });

    test('DB-51 times of edits alone are bounded as well, and so is what the dashboard writes', async () => {
      const anna = await addPerson(db);
      const many = numbered(1001);
      const row = { id: anna.id, pomodoro_settings: {}, edited: many };
      expect((await callSync(db, anna, { changes: [{ table: 'users', row }] })).rejected).toHaveLength(1);
      await expect(
        db`update public.users set pomodoro_settings = ${db.json(many)} where id = ${anna.id}`,
      ).rejects.toMatchObject({ code: '23514', constraint_name: 'users_pomodoro_settings_check' });
    });
  });
});
