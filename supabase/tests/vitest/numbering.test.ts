import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll } from './call-sync.ts';
import { actAs, addPerson } from './people.ts';
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

describe('DB-1, DB-3, DB-22, DB-23 numbering', () => {
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

  test('DB-1 one transaction that writes rows of several people in turns, and rolls some back, numbers without a gap', async () => {
    const people = [await addPerson(db), await addPerson(db)];
    await db.begin(async (tx) => {
      for (let time = 0; time < 6; time++)
        for (const { id } of people) {
          await tx`insert into public.tasks (user_id, title) values (${id}, ${`kept ${time}`})`;
          const undone = tx.savepoint(async (part) => {
            await part`insert into public.tasks (user_id, title) select ${id}, 'undone' from generate_series(1, 3)`;
            throw new Error('undone');
          });
          await expect(undone).rejects.toThrow('undone');
          await tx`insert into public.tasks (user_id, title) select ${id}, 'kept' from generate_series(1, 2)`;
        }
    });
    for (const person of people) {
      const rows = await pullAll(db, person);
      expect(rows.map(({ row }) => row.seq)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
      expect((await broadcasts(person)).map(({ payload }) => [payload.from, payload.to])).toEqual([
        [0, 1],
        [1, 19],
      ]);
      expect((await callSync(db, person, { cursor: 19 })).head).toBe(19);
    }
  });

  test('DB-1 a transaction that resets its settings still leaves the counter right', async () => {
    const anna = await addPerson(db);
    await db.begin(async (tx) => {
      await tx`insert into public.tasks (user_id, title) select ${anna.id}, 'kept' from generate_series(1, 3)`;
      await tx`reset all`;
    });
    expect(
      (await callSync(db, anna, { changes: [{ table: 'tasks', row: task() }] })).rows.map(
        ({ row }) => row.seq,
      ),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  test('DB-3 a row that is written without a change gets no new seq and makes no broadcast', async () => {
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

  test('DB-22 one broadcast for each writing transaction, with the rows in it', async () => {
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

  test('DB-22 a broadcast of 32 KB or more leaves the rows out', async () => {
    const anna = await addPerson(db);
    const long = () => ({ table: 'tasks', row: task({ description: 'd'.repeat(9000) }) });
    await callSync(db, anna, { changes: [long(), long(), long()] });
    await callSync(db, anna, { cursor: 4, changes: [long(), long(), long(), long()] });
    const [, small, large] = await broadcasts(anna);
    expect(small?.payload.rows).toHaveLength(3);
    expect(large?.payload).toMatchObject({ from: 4, to: 8 });
    expect(large?.payload).not.toHaveProperty('rows');
  });

  test('DB-23 a transaction that is rolled back tells nobody, and leaves no gap', async () => {
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

  test('DB-23 a broadcast that fails does not undo the change that it announces', async () => {
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
