import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, type Row } from './call-sync.ts';
import { actAs, addPerson, type Person } from './people.ts';
import { session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const find = async (person: Person, id: string) =>
  (await pullAll(db, person)).find(({ row }) => row.id === id)?.row;
const now: unknown = expect.toSatisfy((at: number) => Math.abs(at - Date.now()) < 60_000);
const write = async (person: Person, row: Row, table = 'tasks') =>
  callSync(db, person, { changes: [{ table, row }] });

describe('DB-5, DB-6, DB-8, DB-13 tasks', () => {
  test('DB-6 a field that a script changes is edited now: what was older elsewhere loses to it', async () => {
    const anna = await addPerson(db);
    const row = task({ edited: { title: 1000, description: 1000 } });
    await write(anna, row);
    await actAs(db, anna, (tx) => tx`update public.tasks set title = 'By a script'`);
    expect(await find(anna, row.id)).toMatchObject({
      title: 'By a script',
      edited: { title: now, description: 1000 },
    });
    const late = {
      id: row.id,
      title: 'Late',
      description: 'Late',
      edited: { title: 2000, description: 2000 },
    };
    await write(anna, late);
    expect(await find(anna, row.id)).toMatchObject({ title: 'By a script', description: 'Late' });
  });

  test('DB-6 a script that says when a field was edited wins or loses by that', async () => {
    const anna = await addPerson(db);
    const row = task({ edited: { title: 1000, description: 1000 } });
    await write(anna, row);
    const edited = { title: 500, description: 2000 };
    await actAs(
      db,
      anna,
      (tx) => tx`update public.tasks set title = 'Old', description = 'New', edited = ${tx.json(edited)}`,
    );
    expect(await find(anna, row.id)).toMatchObject({
      title: row['title'],
      description: 'New',
      edited: { title: 1000, description: 2000 },
    });
  });

  test('DB-6 a change in the dashboard counts like one through the API', async () => {
    const anna = await addPerson(db);
    const row = task({ edited: { title: 1000 } });
    const { cursor } = await write(anna, row);
    await db`update public.tasks set title = 'In the dashboard' where id = ${row.id}`;
    const { rows } = await callSync(db, anna, { cursor });
    expect(rows.map(({ row: { title, edited } }) => ({ title, edited }))).toEqual([
      { title: 'In the dashboard', edited: { title: now } },
    ]);
  });

  test('DB-5 a row that wins is sent again to a sender that has read it already', async () => {
    const anna = await addPerson(db);
    const row = task({ title: 'Kept', edited: { title: 5000 } });
    const { cursor } = await write(anna, row);
    const reply = await callSync(db, anna, {
      cursor,
      changes: [{ table: 'tasks', row: { ...row, title: 'Lost', edited: { title: 4000 } } }],
    });
    expect(reply.rows.map(({ row: { id, title } }) => [id, title])).toEqual([[row.id, 'Kept']]);
  });

  test('TAG-4 TAG-7 tags merge like every other field, and stay where a writer knows none', async () => {
    const anna = await addPerson(db);
    const row = task({ tags: 'home', edited: { tags: 1000 } });
    await write(anna, row);
    // As the previous version writes it: the time of the edit came back to it, the tags did not.
    const { tags: _, ...known } = row;
    await write(anna, { ...known, title: 'By the previous version', edited: { title: 2000, tags: 1000 } });
    await actAs(db, anna, (tx) => tx`update public.tasks set description = 'By a script'`);
    expect(await find(anna, row.id)).toMatchObject({ title: 'By the previous version', tags: 'home' });
    await write(anna, { id: row.id, tags: 'older', edited: { tags: 500 } });
    expect(await find(anna, row.id)).toMatchObject({ tags: 'home', edited: { tags: 1000 } });
    await actAs(db, anna, (tx) => tx`update public.tasks set tags = 'home reading'`);
    expect(await find(anna, row.id)).toMatchObject({ tags: 'home reading', edited: { tags: now } });
    const { rejected } = await write(anna, { id: row.id, tags: 'two  spaces', edited: { tags: Date.now() } });
    expect(rejected).toMatchObject([{ rule: 'tasks_tags_check' }]);
  });

  test('TAG-7 a mark from before tasks had tags can come back', async () => {
    const anna = await addPerson(db);
    const row = task();
    await write(anna, row);
    await write(anna, { id: row.id, deleted_at: '2026-01-02T00:00:00Z', edited: { deleted_at: 2000 } });
    await db`update baton.deleted_tasks set task = task - 'tags' where user_id = ${anna.id}`;
    await write(anna, { id: row.id, deleted_at: null, edited: { deleted_at: 3000 } });
    expect(await find(anna, row.id)).toMatchObject({ deleted_at: null, tags: '' });
  });

  test('DB-13 a deleted task leaves a mark, which only retention removes', async () => {
    const anna = await addPerson(db);
    const rows = [task(), task()];
    const { cursor } = await callSync(db, anna, { changes: rows.map((row) => ({ table: 'tasks', row })) });
    await actAs(db, anna, (tx) => tx`delete from public.tasks where id = ${rows[0]?.id ?? ''}`);
    await db`delete from public.tasks where id = ${rows[1]?.id ?? ''}`;
    const marks = (await callSync(db, anna, { cursor })).rows.map(({ row }) => row);
    expect(marks.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    for (const mark of marks) {
      expect(mark['deleted_at']).not.toBeNull();
      expect(mark['edited']).toMatchObject({ deleted_at: now });
    }
    await actAs(db, anna, (tx) => tx`delete from public.tasks`);
    expect(await pullAll(db, anna)).toHaveLength(3);
  });

  test('DB-13 DB-14 a mark that is sent again stays as it is; a later edit brings the task back', async () => {
    const anna = await addPerson(db);
    const row = task({ edited: { title: 1000 } });
    await write(anna, row);
    const gone = { id: row.id, deleted_at: '2026-01-02T00:00:00Z', edited: { deleted_at: 2000 } };
    await write(anna, gone);
    const mark = await find(anna, row.id);
    await write(anna, gone);
    expect(await find(anna, row.id)).toEqual(mark);
    await write(anna, { id: row.id, title: 'Edited elsewhere', edited: { title: 3000 } });
    expect(await find(anna, row.id)).toMatchObject({
      title: 'Edited elsewhere',
      edited: { deleted_at: 2000 },
    });
    expect((await find(anna, row.id))?.['deleted_at']).not.toBeNull();
    expect(await db`select from public.tasks where user_id = ${anna.id}`).toHaveLength(0);
    await write(anna, { id: row.id, deleted_at: null, edited: { deleted_at: 4000 } });
    expect((await find(anna, row.id))?.['deleted_at']).toBeNull();
    expect(await db`select from public.tasks where user_id = ${anna.id}`).toHaveLength(1);
    expect(await db`select from baton.deleted_tasks where user_id = ${anna.id}`).toHaveLength(0);
  });

  test('DB-8 the server finds a place even behind a position that cannot be longer', async () => {
    const anna = await addPerson(db);
    await write(anna, task({ position: 'z'.repeat(200) }));
    const [added] = await actAs(
      db,
      anna,
      (tx) =>
        tx<{ position: string }[]>`
          insert into public.tasks (id, title, estimated_pomodoros) values (gen_random_uuid(), 'Later', 1)
          returning position`,
    );
    expect(added).toEqual({ position: 'z'.repeat(200) });
  });

  test('DB-8 a script may leave out what the server can fill in', async () => {
    const anna = await addPerson(db);
    for (const title of ['first', 'second', 'third'])
      await actAs(db, anna, (tx) => tx`insert into public.tasks (title) values (${title})`);
    const rows = (await pullAll(db, anna)).filter(({ table }) => table === 'tasks').map(({ row }) => row);
    expect(
      rows.map(({ title, position, estimated_pomodoros }) => [title, position, estimated_pomodoros]),
    ).toEqual([
      ['first', 'a0', 1],
      ['second', 'a1', 1],
      ['third', 'a2', 1],
    ]);
  });
});

describe('DB-4, DB-6 settings', () => {
  const long = { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 };
  const settings = async (person: Person) => (await find(person, person.id))?.['pomodoro_settings'];

  test('DB-6 settings written as a whole: what differs is edited now, what is left out is deleted', async () => {
    const anna = await addPerson(db);
    await write(
      anna,
      { id: anna.id, pomodoro_settings: { daily_goal: 90 }, edited: { daily_goal: 9 } },
      'users',
    );
    const given = { long: { ...long, work_duration: 55 }, daily_goal: 90 };
    await actAs(db, anna, (tx) => tx`update public.users set pomodoro_settings = ${tx.json(given)}`);
    expect(await find(anna, anna.id)).toMatchObject({
      pomodoro_settings: { ...given, short: null },
      edited: { long: now, short: now, daily_goal: 9 },
    });
    await write(anna, { id: anna.id, pomodoro_settings: { short: long }, edited: { short: 5000 } }, 'users');
    expect(await settings(anna)).toMatchObject({ short: null });
  });

  test('DB-4 edits of different keys both survive, of one key the later one', async () => {
    const anna = await addPerson(db);
    const edit = async (pomodoro_settings: Row, edited: Row) =>
      write(anna, { id: anna.id, pomodoro_settings, edited }, 'users');
    await edit({ daily_goal: 90, preset: 'long' }, { daily_goal: 10, preset: 10 });
    await edit({ daily_goal: 60, auto_start_breaks: true }, { daily_goal: 9, auto_start_breaks: 9 });
    expect(await settings(anna)).toMatchObject({
      daily_goal: 90,
      preset: 'long',
      auto_start_breaks: true,
      long,
    });
  });

  test("DB-6 username and e-mail are the row's own: seen by id or by e-mail, changed where allowed", async () => {
    const anna = await addPerson(db);
    await actAs(db, anna, (tx) => tx`update public.users set username = 'anna-2' where id = ${anna.id}`);
    const [own] = await actAs(
      db,
      anna,
      (tx) => tx`select username from public.users where email = ${anna.email}`,
    );
    expect(own).toEqual({ username: 'anna-2' });
    await db`update auth.users set email = 'new@example.test' where id = ${anna.id}`;
    expect(await find(anna, anna.id)).toMatchObject({ email: 'new@example.test', username: 'anna-2' });
  });
});

describe('DB-8, DB-14 sessions', () => {
  test('DB-8 a script that knows only the first columns of the table writes a complete session', async () => {
    const anna = await addPerson(db);
    await actAs(
      db,
      anna,
      (tx) => tx`insert into public.pomodoro_sessions
        (start_time, end_time, session_type, completed, current_session_number)
        values ('2026-01-01T10:00:00Z', '2026-01-01T10:25:00Z', 'work', true, 1)`,
    );
    await actAs(
      db,
      anna,
      (tx) => tx`insert into public.pomodoro_sessions (start_time, session_type, current_session_number)
        values ('2026-01-01T10:30:00Z', 'work', 2)`,
    );
    const rows = async () => (await pullAll(db, anna)).slice(1).map(({ row }) => row);
    expect(await rows()).toMatchObject([
      { outcome: 'completed', active_time: 1_500_000, preset_type: 'short', rules: 100_000 },
      { outcome: 'running', active_time: 0, completed: false },
    ]);
    await actAs(
      db,
      anna,
      (tx) => tx`update public.pomodoro_sessions set completed = true, end_time = '2026-01-01T10:55:00Z'
        where current_session_number = 2`,
    );
    expect((await rows()).at(-1)).toMatchObject({ outcome: 'completed', active_time: 1_500_000 });
  });

  test('DB-14 the last write of a session wins', async () => {
    const anna = await addPerson(db);
    const row = session();
    await write(anna, row, 'pomodoro_sessions');
    const end = { outcome: 'interrupted', completed: false, active_time: 60_000, rules: 2 };
    await write(anna, { ...row, ...end }, 'pomodoro_sessions');
    expect(await find(anna, row.id)).toMatchObject(end);
  });
});
