import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, type Change } from './call-sync.ts';
import { actAs, addPerson, type Person } from './people.ts';
import { checkpoint, device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

// The real ones would take minutes to fill.
const [real] = await db<{ quotas: number[] }[]>`
  select array(
    select baton.quota(t) from unnest(
      array['pomodoro_checkpoints', 'pomodoro_sessions', 'tasks', 'devices']
    ) as t
  ) as quotas`;
await db.unsafe(`
  create or replace function baton.quota(relation text) returns integer language sql immutable set search_path = ''
  as 'select 20'`);

const of = (table: string, row: Change['row']): Change => ({ table, row });

/** A person whose next change but `before` is counted. */
async function addCounted(before: number): Promise<Person> {
  const person = await addPerson(db);
  await db`update public.sync_heads set head = ${999 - before} where user_id = ${person.id}`;
  return person;
}

const many = (count: number, make: () => Change) => Array.from({ length: count }, make);

describe('DB-58 the quotas of an account', () => {
  test('nobody reaches them by working with a timer', () => {
    expect(real?.quotas).toEqual([250_000, 500_000, 50_000, 1000]);
  });

  test('a table that is full takes no more rows; edits and all other tables go on', async () => {
    const anna = await addCounted(20);
    const kept = task();
    await callSync(db, anna, { changes: [of('tasks', kept), ...many(19, () => of('tasks', task()))] });
    const [edit, act, done] = [{ ...kept, title: 'New', edited: { title: 5 } }, checkpoint(), session()];
    const changes = [
      of('tasks', task()),
      of('tasks', task()),
      of('tasks', edit),
      of('pomodoro_checkpoints', act),
      of('pomodoro_sessions', done),
    ];
    const reply = await callSync(db, anna, { cursor: 999, changes });
    expect(reply.rejected).toEqual([
      {
        table: 'tasks',
        id: changes[1]?.row['id'],
        code: 'PT507',
        rule: 'tasks_quota',
        reason: 'This account is full: it has 20 tasks, and no more are kept.',
      },
    ]);
    expect(reply.rows.map(({ row }) => row.id)).toEqual([changes[0]?.row['id'], kept.id, act.id, done.id]);
    expect(reply.filled).toEqual({ tasks: 100 });
  });

  test('the same through REST, in one statement too', async () => {
    const anna = await addCounted(20);
    const rows = many(30, () => of('tasks', task())).map(({ row }) => row);
    const bulk = actAs(db, anna, (tx) => tx`insert into public.tasks ${tx(rows)}`);
    await expect(bulk).rejects.toMatchObject({ code: 'PT507', constraint_name: 'tasks_quota' });
    await actAs(db, anna, (tx) => tx`insert into public.tasks ${tx(rows.slice(0, 21))}`);
    const one = actAs(db, anna, (tx) => tx`insert into public.tasks ${tx(rows.slice(21, 22))}`);
    await expect(one).rejects.toMatchObject({ code: 'PT507' });
    await actAs(db, anna, (tx) => tx`update public.tasks set title = 'New'`);
  });

  test('a new device is told in so many words; those that are known go on', async () => {
    const anna = await addCounted(0);
    const known = device();
    const others = many(20, () => of('devices', device()));
    await callSync(db, anna, { device: known, changes: others.slice(0, 19) });
    await db`select baton.measure(${anna.id})`;
    await expect(callSync(db, anna, { device: device() })).rejects.toMatchObject({
      code: 'PT507',
      message: 'This account is full: it has 20 devices, and no more are kept.',
    });
    const changes = [of('tasks', task())];
    expect(await callSync(db, anna, { device: known, changes })).toMatchObject({
      rejected: [],
      filled: { devices: 100 },
    });
  });

  test('from 80 % on each reply says how full a table is; before nothing is said', async () => {
    const anna = await addCounted(15);
    const sessions = (count: number) => many(count, () => of('pomodoro_sessions', session()));
    expect((await callSync(db, anna, { changes: sessions(15) })).filled).toBeUndefined();
    expect((await callSync(db, anna, { changes: sessions(3) })).filled).toBeUndefined();
    await db`select baton.measure(${anna.id})`;
    expect((await callSync(db, anna, { cursor: 1000 })).filled).toEqual({ pomodoro_sessions: 90 });
  });

  test('what retention removes makes room again', async () => {
    const anna = await addPerson(db);
    await callSync(db, anna, { changes: many(20, () => of('tasks', task())) });
    await db`select baton.measure(${anna.id})`;
    const more = [of('tasks', task())];
    expect((await callSync(db, anna, { changes: more })).rejected).toHaveLength(1);
    await db`update public.tasks set deleted_at = now() - interval '40 days' where user_id = ${anna.id}`;
    await db`select baton.retain_person(${anna.id}, '30 days')`;
    const reply = await callSync(db, anna, { changes: more });
    expect(reply).toMatchObject({ rejected: [] });
    expect(reply.filled).toBeUndefined();
  });

  test('counting happens at each 1000th change, not at the others', async () => {
    const anna = await addCounted(21);
    const added = async (count: number) =>
      (await callSync(db, anna, { changes: many(count, () => of('tasks', task())) })).rejected.length;
    // Twenty-one go unnoticed; the next one is counted, and the one after it is refused.
    expect([await added(21), await added(1), await added(1)]).toEqual([0, 0, 1]);
  });
});
