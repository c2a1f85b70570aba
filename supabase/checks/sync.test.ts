import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../local/connect.ts';
import { freshDatabase } from '../local/testing/fresh-database.ts';
import { callSync, pullAll } from './call-sync.ts';
import { actAs, addLogin, addPerson } from './people.ts';
import { checkpoint, device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const broadcasts = async (person: { id: string }) =>
  db<{ event: string; payload: { from: number; to: number; rows?: unknown[] } }[]>`
    select event, payload from realtime.messages where topic = ${`user:${person.id}`} order by (payload ->> 'to')::int`;

const millis = (time: unknown) => (typeof time === 'string' ? Date.parse(time) : Number.NaN);

describe('DB-1, DB-2, DB-8 numbering', () => {
  test('DB-1 rows get the next seqs of their person, whoever writes them', async () => {
    const anna = await addPerson(db);
    const ben = await addPerson(db);
    const reply = await callSync(db, anna, { changes: [{ table: 'tasks', row: task({ seq: 900 }) }] });
    expect(reply.rows.map(({ table, row }) => [table, row.seq])).toEqual([
      ['users', 1],
      ['tasks', 2],
    ]);
    await actAs(db, anna, (tx) => tx`insert into public.tasks (title, seq) values ('by a script', 77)`);
    await db`insert into public.tasks (user_id, title) values (${anna.id}, 'in the dashboard')`;
    const later = await callSync(db, anna, { cursor: reply.cursor });
    expect(later.rows.map(({ row }) => [row['title'], row.seq])).toEqual([
      ['by a script', 3],
      ['in the dashboard', 4],
    ]);
    expect(later).toMatchObject({ head: 4, cursor: 4, more: false });
    expect((await callSync(db, ben)).head).toBe(1);
  });

  test('DB-2 a row that is written as it is makes no news', async () => {
    const anna = await addPerson(db);
    const changes = [
      { table: 'tasks', row: task({ edited: { title: 5 } }) },
      { table: 'pomodoro_sessions', row: session() },
      { table: 'pomodoro_checkpoints', row: checkpoint() },
      {
        table: 'users',
        row: { id: anna.id, pomodoro_settings: { daily_goal: 90 }, edited: { daily_goal: 5 } },
      },
      { table: 'devices', row: device() },
    ];
    const first = await callSync(db, anna, { changes });
    const again = await callSync(db, anna, { cursor: first.cursor, changes: [...changes, ...changes] });
    expect(again).toMatchObject({ rows: [], rejected: [], head: first.head });
    await actAs(db, anna, (tx) => tx`update public.tasks set title = title`);
    expect(await broadcasts(anna)).toHaveLength(2);
    expect((await callSync(db, anna)).head).toBe(first.head);
  });

  test('DB-8 one broadcast for each writing transaction, with the rows in it', async () => {
    const anna = await addPerson(db);
    const reply = await callSync(db, anna, {
      changes: [
        { table: 'tasks', row: task() },
        { table: 'pomodoro_checkpoints', row: checkpoint() },
      ],
    });
    const [signUp, message, ...more] = await broadcasts(anna);
    expect(more).toEqual([]);
    expect(signUp?.payload).toMatchObject({ from: 0, to: 1 });
    expect(message).toMatchObject({ event: 'changes', payload: { from: 1, to: 3 } });
    expect(message?.payload.rows).toEqual(reply.rows.filter(({ row }) => row.seq > 1));
  });

  test('DB-8 a broadcast of 32 KB or more leaves the rows out', async () => {
    const anna = await addPerson(db);
    const long = () => ({ table: 'tasks', row: task({ description: 'd'.repeat(9000) }) });
    await callSync(db, anna, { changes: [long(), long(), long()] });
    await callSync(db, anna, { cursor: 4, changes: [long(), long(), long(), long()] });
    const [, small, large] = await broadcasts(anna);
    expect(small?.payload.rows).toHaveLength(3);
    expect(large?.payload).toMatchObject({ from: 4, to: 8 });
    expect(large?.payload).not.toHaveProperty('rows');
  });

  test('DB-8 a transaction that is rolled back tells nobody, and leaves no gap', async () => {
    const anna = await addPerson(db);
    await expect(
      actAs(db, anna, async (tx) => {
        await tx`insert into public.tasks (title) values ('never')`;
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await callSync(db, anna, { cursor: 1, changes: [{ table: 'tasks', row: task() }] });
    expect((await broadcasts(anna)).map(({ payload }) => [payload.from, payload.to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  test('DB-8 a broadcast that fails does not undo what it tells of', async () => {
    const anna = await addPerson(db);
    await db.begin(async (tx) => {
      await tx`alter function realtime.send(jsonb, text, text, boolean) rename to away`;
      await tx`insert into public.tasks (user_id, title) values (${anna.id}, 'kept')`;
      await tx`set constraints all immediate`;
      await tx`alter function realtime.away(jsonb, text, text, boolean) rename to send`;
    });
    expect((await pullAll(db, anna)).at(-1)?.row).toMatchObject({ title: 'kept' });
  });
});

describe('DB-5, DB-7, DB-10, DB-11 changes', () => {
  test('DB-5 a bad row is refused with a reason and blocks no other', async () => {
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
    expect(reply.rejected.map(({ code, reason }) => [code, reason])).toEqual([
      ['23514', 'A title has 1 to 500 characters.'],
      ['23502', 'The field "title" is missing.'],
      ['22P02', 'A field has a value of the wrong kind (invalid input syntax for type integer: "many").'],
      ['23514', 'Durations of a plan are above 0 and at most 180 minutes, its rounds 1 to 12.'],
      ['PT400', 'This server knows no table "secrets".'],
      ['22P02', 'A field has a value of the wrong kind (invalid input syntax for type uuid: "not a uuid").'],
      ['PT400', 'A row needs an id.'],
      ['42501', 'This row belongs to somebody else.'],
      ['42501', 'This row belongs to somebody else.'],
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
  ])('DB-5 a change of the shape %j is refused by itself', async (wrong) => {
    const anna = await addPerson(db);
    const reply = await callSync(db, anna, { changes: [wrong, { table: 'tasks', row: task() }] });
    expect(reply.rejected).toHaveLength(1);
    expect(reply.rejected[0]).toMatchObject({ code: 'PT400' });
    expect(reply.rows.map(({ table }) => table)).toEqual(['users', 'tasks']);
  });

  test('DB-7 a time in the future is moved back to now, one in the past stays', async () => {
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

  test('DB-10 the first version of a checkpoint stays', async () => {
    const anna = await addPerson(db);
    const row = checkpoint({ remaining_time: 1000 });
    await callSync(db, anna, { changes: [{ table: 'pomodoro_checkpoints', row }] });
    const reply = await callSync(db, anna, {
      changes: [{ table: 'pomodoro_checkpoints', row: { ...row, remaining_time: 2000 } }],
    });
    expect(reply.rows.at(-1)?.row).toMatchObject({ id: row.id, remaining_time: 1000 });
    expect(reply.rejected).toEqual([]);
  });

  test('DB-11 completed focus sessions are counted, in any order of arrival', async () => {
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

  test('DB-5 a row of an older version leaves the columns alone that it does not know', async () => {
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
});

describe('DB-6, DB-18 paging and epochs', () => {
  test('DB-6 at most 500 rows come at once, and the rest behind the cursor', async () => {
    const anna = await addPerson(db);
    for (let call = 0; call < 6; call++)
      await callSync(db, anna, {
        changes: Array.from({ length: 200 }, () => ({ table: 'pomodoro_sessions', row: session() })),
      });
    const first = await callSync(db, anna);
    expect(first.rows).toHaveLength(500);
    expect(first).toMatchObject({ more: true, cursor: 500, head: 1201 });
    const all = await pullAll(db, anna);
    expect(all.map(({ row }) => row.seq)).toEqual(Array.from({ length: 1201 }, (_, index) => index + 1));
  });

  test('DB-6 more than 200 changes, or changes that are no list, are refused as a whole', async () => {
    const anna = await addPerson(db);
    const many = Array.from({ length: 201 }, () => ({ table: 'tasks', row: task() }));
    await expect(callSync(db, anna, { changes: many })).rejects.toMatchObject({
      code: 'PT413',
      message: 'too_many_changes',
      detail: 'One call carries at most 200 changes.',
    });
    for (const changes of [{}, 'tasks', 5])
      await expect(callSync(db, anna, { changes })).rejects.toMatchObject({ code: 'PT400' });
    await expect(callSync(db, anna, { cursor: -1 })).rejects.toMatchObject({ code: 'PT400' });
    expect(await pullAll(db, anna)).toHaveLength(1);
  });

  test('DB-18 the epoch stays, and is another one after a wipe or a restore', async () => {
    const anna = await addPerson(db);
    const { epoch, cursor } = await callSync(db, anna, { changes: [{ table: 'tasks', row: task() }] });
    expect((await callSync(db, anna, { cursor })).epoch).toBe(epoch);
    const restored = await callSync(db, anna, { cursor: cursor + 40 });
    expect(restored.epoch).not.toBe(epoch);
    expect((await callSync(db, anna, { cursor })).epoch).toBe(restored.epoch);
    await db`delete from public.sync_heads where user_id = ${anna.id}`;
    const wiped = await callSync(db, anna, { changes: [{ table: 'tasks', row: task() }] });
    expect(wiped.epoch).not.toBe(restored.epoch);
    expect(wiped.rows.map(({ row }) => row.seq)).toEqual([1, 2, 3]);
  });
});

describe('DB-15 devices', () => {
  test('a device registers itself, and is seen again only after an hour', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    const first = await callSync(db, anna, { device: laptop });
    expect(first.rows.at(-1)).toMatchObject({
      table: 'devices',
      row: { id: laptop.id, name: 'Firefox', platform: 'Linux' },
    });
    expect((await callSync(db, anna, { cursor: first.cursor, device: laptop })).rows).toEqual([]);
    const named = await callSync(db, anna, { cursor: first.cursor, device: { ...laptop, name: ' Work\n ' } });
    expect(named.rows[0]?.row).toMatchObject({ name: 'Work' });
    await db`update public.devices set last_seen = now() - interval '2 hours' where id = ${laptop.id}`;
    const seen = await callSync(db, anna, { cursor: named.cursor + 1, device: laptop });
    expect(seen.rows).toHaveLength(1);
  });

  test('a removed device is signed out, and only a new sign-in on it takes it back', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    const login = await addLogin(db, anna);
    await callSync(db, anna, { device: laptop, claims: { session_id: login } });
    await actAs(db, anna, (tx) => tx`select public.remove_device(${laptop.id})`);
    expect(await db`select from auth.sessions where id = ${login}`).toHaveLength(0);
    const refused = { code: 'PT403', message: 'device_removed' };
    const claims = { session_id: login };
    await expect(callSync(db, anna, { device: laptop, claims })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { device: device(), claims })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { claims })).rejects.toMatchObject(refused);
    await actAs(db, anna, (tx) => tx`update public.devices set removed_at = null`);
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject(refused);

    const newLogin = await addLogin(db, anna);
    const back = await callSync(db, anna, { device: laptop, claims: { session_id: newLogin } });
    expect(back.rows.at(-1)?.row).toMatchObject({ id: laptop.id, removed_at: null });
    await expect(callSync(db, anna, { claims })).rejects.toMatchObject({
      code: 'PT401',
      message: 'session_ended',
    });
  });

  test('a device is removed by a synced row too', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    await callSync(db, anna, { device: laptop });
    const removed_at = new Date().toISOString();
    await callSync(db, anna, { changes: [{ table: 'devices', row: { id: laptop.id, removed_at } }] });
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject({ code: 'PT403' });
  });

  test('a device that is none is refused', async () => {
    const anna = await addPerson(db);
    for (const wrong of [5, 'laptop', [], { name: 'no id' }, { id: 'x' }])
      await expect(callSync(db, anna, { device: wrong })).rejects.toMatchObject({
        code: 'PT400',
        message: 'bad_device',
      });
  });
});
