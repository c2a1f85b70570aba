import { afterAll, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, syncIn, type Reply } from './call-sync.ts';
import { actAs, addPerson, type Person } from './people.ts';
import { checkpoint, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url, { max: 24 });
afterAll(async () => {
  await db.end();
  await database.drop();
});

/** Pulls by cursor, as a device does, until the writers are done and nothing is left. */
async function poll(person: Person, done: () => boolean) {
  const seen: Reply['rows'] = [];
  let cursor = 0;
  for (;;) {
    const last = done();
    const reply = await callSync(db, person, { cursor });
    seen.push(...reply.rows);
    cursor = reply.cursor;
    if (last && !reply.more) return { seen, cursor };
  }
}

/** Eight connections work at the same time, while a reader pulls. */
async function writeAndPoll(
  person: Person,
  times: number,
  work: (writer: number, time: number) => Promise<unknown>,
) {
  let writing = 8;
  const writer = async (_: unknown, index: number) => {
    for (let time = 0; time < times; time++) await work(index, time);
    writing--;
  };
  const [polled] = await Promise.all([
    poll(person, () => writing === 0),
    ...Array.from({ length: 8 }, writer),
  ]);
  return polled;
}

test('DB-2 eight writers with delays inside their transactions: a reader by cursor skips no row and gets none twice', async () => {
  const person = await addPerson(db);
  const written: string[] = [];
  const { seen, cursor } = await writeAndPoll(person, 15, async (writer, time) => {
    const row = checkpoint();
    const delay = ((writer * 7 + time * 3) % 10) / 1000;
    const undone = (writer + time) % 5 === 0;
    await actAs(db, person, async (tx) => {
      // One pause before the counter is locked, one after. Some transactions roll back.
      await tx`select pg_sleep(${delay})`;
      await syncIn(tx, { changes: [{ table: 'pomodoro_checkpoints', row }] });
      await tx`select pg_sleep(${delay})`;
      if (undone) throw new Error('undone');
    }).catch((error: unknown) => expect(error).toEqual(new Error('undone')));
    if (!undone) written.push(row.id);
  });
  const checkpoints = seen.filter(({ table }) => table === 'pomodoro_checkpoints');
  expect(checkpoints.map(({ row }) => row.id).sort()).toEqual(written.sort());
  expect(seen.map(({ row }) => row.seq)).toEqual(
    Array.from({ length: written.length + 1 }, (_, index) => index + 1),
  );
  expect(cursor).toBe(written.length + 1);
});

test('DB-2 eight writers of the same tasks, by sync and by plain updates: nobody waits for ever, all end with the same rows', async () => {
  const person = await addPerson(db);
  const tasks = [task(), task(), task()];
  await callSync(db, person, { changes: tasks.map((row) => ({ table: 'tasks', row })) });
  const { seen } = await writeAndPoll(person, 15, async (writer, time) => {
    const title = `${writer} ${time}`;
    const row = tasks[(writer + time) % 3] ?? tasks[0];
    const rows = writer % 2 === 0 ? tasks : tasks.toReversed();
    if (time % 3 === 0) {
      await actAs(
        db,
        person,
        (tx) => tx`update public.tasks set title = ${title} where id = ${row?.id ?? ''}`,
      );
    } else if (time % 3 === 1) {
      await actAs(db, person, (tx) => tx`update public.tasks set title = ${title}`);
    } else {
      const edited = { title: Date.now() };
      const changes = rows.map(({ id }) => ({ table: 'tasks', row: { id, title, edited } }));
      expect((await callSync(db, person, { changes })).rejected).toEqual([]);
    }
  });
  const known = new Map(seen.map(({ row }) => [row.id, row]));
  for (const { row } of await pullAll(db, person)) expect(known.get(row.id)).toEqual(row);
  const seqs = seen.map(({ row }) => row.seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
});

test('DB-25 64 people at once: each gets their own rows, numbered without a gap', async () => {
  const people = await Promise.all(Array.from({ length: 64 }, async () => addPerson(db)));
  await Promise.all(
    people.map(async (person) => {
      let cursor = 0;
      const ids: string[] = [];
      for (let time = 0; time < 4; time++) {
        const row = checkpoint();
        ids.push(row.id);
        const reply = await callSync(db, person, {
          cursor,
          changes: [{ table: 'pomodoro_checkpoints', row }],
        });
        cursor = reply.cursor;
      }
      const rows = await pullAll(db, person);
      expect(rows.map(({ row }) => row.seq)).toEqual([1, 2, 3, 4, 5]);
      expect(rows.slice(1).map(({ row }) => row.id)).toEqual(ids);
      expect(rows.slice(1).every(({ row }) => row['user_id'] === person.id)).toBe(true);
    }),
  );
});

test('DB-20 a writer that waits too long for another one is told to try again', async () => {
  const person = await addPerson(db);
  const row = task();
  const locked = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const slow = actAs(db, person, async (tx) => {
    await syncIn(tx, { changes: [{ table: 'tasks', row: task() }] });
    locked.resolve();
    await told.promise;
  });
  await locked.promise;
  const quick = callSync(db, person, { changes: [{ table: 'tasks', row }] });
  await expect(quick.finally(told.resolve)).rejects.toMatchObject({ code: 'PT423', message: 'busy' });
  await slow;
  expect((await callSync(db, person, { changes: [{ table: 'tasks', row }] })).rejected).toEqual([]);
});
