import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, type Row } from './call-sync.ts';
import { actAs, addPerson } from './people.ts';
import { checkpoint, device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url, { max: 2 });
afterAll(async () => {
  await db.end();
  await database.drop();
});

const [anna, mallory] = [await addPerson(db), await addPerson(db)];

describe('DB-25 rows of somebody else', () => {
  test.each([
    ['tasks', task()],
    ['pomodoro_sessions', session()],
    ['pomodoro_checkpoints', checkpoint()],
    ['devices', device()],
  ])('DB-25 %s: a foreign user_id is refused by sync and by a plain insert', async (table, row) => {
    const before = await pullAll(db, anna);
    const forged = { ...row, user_id: anna.id };
    const reply = await callSync(db, mallory, { changes: [{ table, row: forged }] });
    expect(reply.rejected).toMatchObject([
      { id: row.id, code: '42501', reason: 'This row belongs to somebody else.' },
    ]);
    const direct = actAs(db, mallory, (tx) => tx`insert into public.${tx(table)} ${tx(forged)}`);
    await expect(direct).rejects.toMatchObject({ code: '42501' });
    expect(await pullAll(db, anna)).toEqual(before);
  });

  test.each([
    ['tasks', task()],
    ['pomodoro_sessions', session()],
    ['pomodoro_checkpoints', checkpoint()],
    ['devices', device()],
  ])('DB-25 %s: an id that a stranger claims first is still free for its owner', async (table, row) => {
    await callSync(db, mallory, { changes: [{ table, row }] });
    const reply = await callSync(db, anna, { changes: [{ table, row }] });
    expect(reply.rejected).toEqual([]);
    expect(reply.rows.filter((found) => found.row.id === row.id)).toMatchObject([
      { row: { user_id: anna.id } },
    ]);
  });

  test.each([
    ['tasks', task()],
    ['pomodoro_sessions', session()],
    ['pomodoro_checkpoints', checkpoint()],
    ['devices', device()],
  ])('DB-50 %s: a row for a stranger waits for nobody, whether they exist or not', async (table, row) => {
    const inserted = (owner: string) =>
      actAs(db, mallory, async (tx) => {
        await tx`set local lock_timeout = '10ms'`;
        await tx`insert into public.${tx(table)} ${tx({ ...row, user_id: owner })}`;
      });
    const refused = {
      code: '42501',
      message: `new row violates row-level security policy for table "${table}"`,
    };
    await db.begin(async (writer) => {
      await writer`select from public.sync_heads where user_id = ${anna.id} for no key update`;
      await expect(inserted(anna.id)).rejects.toMatchObject(refused);
    });
    await expect(inserted(randomUUID())).rejects.toMatchObject(refused);
  });

  test('DB-50 a row that is there cannot be given to somebody else either', async () => {
    const row = task();
    await callSync(db, mallory, { changes: [{ table: 'tasks', row }] });
    await db.begin(async (writer) => {
      await writer`select from public.sync_heads where user_id = ${anna.id} for no key update`;
      const given = actAs(db, mallory, async (tx) => {
        await tx`set local lock_timeout = '10ms'`;
        await tx`update public.tasks set user_id = ${anna.id} where id = ${row.id}`;
      });
      await expect(given).rejects.toMatchObject({ code: '42501' });
    });
  });

  test('DB-25 settings of somebody else are refused', async () => {
    const row = { id: anna.id, pomodoro_settings: { daily_goal: 1 }, edited: { daily_goal: 1 } };
    const reply = await callSync(db, mallory, { changes: [{ table: 'users', row }] });
    expect(reply.rejected).toMatchObject([{ code: '42501' }]);
  });

  test('DB-25 claims of a role give no rights that the role of the connection has not', async () => {
    for (const role of ['service_role', 'postgres', 'supabase_admin']) {
      const seen = await actAs(db, mallory, (tx) => tx`select id from public.users`, {
        role,
        user_role: role,
      });
      expect(seen.map((row) => row['id'] as string)).toEqual([mallory.id]);
    }
    for (const call of ['select baton.retain()', 'call baton.run_retention()'])
      await expect(actAs(db, mallory, (tx) => tx.unsafe(call))).rejects.toMatchObject({ code: '42501' });
    const sideways = actAs(db, mallory, (tx) => tx`select baton.send('{}', 'changes', ${anna.id})`);
    await expect(sideways).rejects.toMatchObject({ code: '42501' });
  });

  test('DB-25 what a person says of themselves at sign-up gives them nothing', async () => {
    const eve = await addPerson(db, { username: 'eve', role: 'service_role', id: anna.id, is_admin: true });
    expect((await pullAll(db, eve)).map(({ row }) => row.id)).toEqual([eve.id]);
  });
});

describe('DB-1, DB-9, DB-17, DB-18, DB-21 forged and oversized rows', () => {
  test('DB-1 a forged seq is replaced', async () => {
    const eve = await addPerson(db);
    await callSync(db, eve, { changes: [{ table: 'tasks', row: task({ seq: 1e15 }) }] });
    await actAs(db, eve, (tx) => tx`update public.tasks set seq = 4000000000`);
    await actAs(db, eve, (tx) => tx`update public.users set seq = -5`);
    await actAs(db, eve, (tx) => tx`insert into public.pomodoro_checkpoints ${tx(checkpoint({ seq: 9e9 }))}`);
    expect((await pullAll(db, eve)).map(({ row }) => row.seq)).toEqual([3, 4, 5]);
  });

  test('DB-9 times in 2090 are moved back through plain writes too', async () => {
    const eve = await addPerson(db);
    const late = { timestamp: '2090-01-01T00:00:00Z', last_active: '2090-01-01T00:00:00Z' };
    await actAs(db, eve, (tx) => tx`insert into public.pomodoro_checkpoints ${tx(checkpoint(late))}`);
    await actAs(db, eve, (tx) => tx`insert into public.devices ${tx(device({ last_seen: late.timestamp }))}`);
    const row = task({ created_at: late.timestamp, deleted_at: late.timestamp, edited: { title: 4e12 } });
    await actAs(db, eve, (tx) => tx`insert into public.tasks ${tx(row)}`);
    const [late90] = await db<{ n: number }[]>`
      select (select count(*) from public.pomodoro_checkpoints where timestamp > now() or last_active > now())::int
        + (select count(*) from public.devices where last_seen > now())::int
        + (select count(*) from public.tasks
           where created_at > now() or deleted_at > now() or (edited ->> 'title')::numeric > 3e12)::int as n`;
    expect(late90?.n).toBe(0);
  });

  test('DB-18 a title of 10 MB is refused by itself, 20 MB of changes as a whole', async () => {
    const eve = await addPerson(db);
    const long = () => ({ table: 'tasks', row: task({ title: 'x'.repeat(10_000_000) }) });
    const good = { table: 'tasks', row: task() };
    const reply = await callSync(db, eve, { changes: [long(), good] });
    expect(reply.rejected).toMatchObject([
      { code: 'PT413', rule: 'row_size', reason: 'A row has at most 256 KB.' },
    ]);
    expect(reply.rows.at(-1)?.row.id).toBe(good.row.id);
    const both = callSync(db, eve, { changes: [long(), long()] });
    await expect(both).rejects.toMatchObject({ code: 'PT413', message: 'too_much' });
  });

  test('DB-18 100,000 rows in one call are refused before one of them is looked at', async () => {
    const eve = await addPerson(db);
    const changes = Array.from({ length: 100_000 }, () => ({ table: 'tasks', row: {} }));
    await expect(callSync(db, eve, { changes })).rejects.toMatchObject({
      code: 'PT413',
      message: 'too_many_changes',
    });
  });

  test('DB-17 text is text, whatever it looks like', async () => {
    const eve = await addPerson(db);
    const titles = [
      `'); drop table public.tasks; --`,
      '{{constructor.constructor("alert(1)")()}} <script>alert(1)</script>',
      '\u202Egnirts\u202C \u0000'.replaceAll('\u0000', ''),
      '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      'Z̷̢̛͎a̴͈̅l̷̞̎g̸̣̈́o̷͚̽',
      '\uFEFF\u200B\u2028\u2029',
      '$1 %s \\ \\u0041 "quoted"',
    ];
    const changes = titles.map((title) => ({ table: 'tasks', row: task({ title }) }));
    const reply = await callSync(db, eve, { changes });
    expect(reply.rejected).toEqual([]);
    expect(reply.rows.slice(1).map(({ row }) => row['title'])).toEqual(titles);
  });

  test('DB-17 NUL and half a surrogate pair never come in: the call fails as a whole, before sync', async () => {
    const eve = await addPerson(db);
    for (const [title, code] of [
      ['a\u0000b', '22P05'],
      ['half \uD83D', '22P02'],
    ])
      await expect(
        callSync(db, eve, { changes: [{ table: 'tasks', row: task({ title: title ?? '' }) }] }),
      ).rejects.toMatchObject({ code });
  });

  test.each([
    ['a number where text is due', { title: 5 }],
    ['a list where text is due', { title: ['a', 'b'] }],
    ['an object where text is due', { description: { a: 1 } }],
    ['text where an instant is due', { completed_at: 'yesterday-ish' }],
    ['an object where a flag is due', { is_active: {} }],
    ['a number beyond all bounds', { estimated_pomodoros: 1e300 }],
    ['a fraction', { estimated_pomodoros: 1.5 }],
    ['text where times of edits are due', { edited: 'now' }],
    ['a list where times of edits are due', { edited: [1, 2] }],
    ['a time of an edit beyond all bounds', { edited: { title: 1e300 } }],
    ['a deep object', { edited: JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as Row }],
  ])('DB-17 %s is taken as text or refused, and nothing breaks', async (_, wrong) => {
    const eve = await addPerson(db);
    const row = task();
    for (const changes of [
      [{ table: 'tasks', row: { ...row, ...wrong } }],
      [{ table: 'tasks', row }],
      [{ table: 'tasks', row: { ...row, ...wrong } }],
    ]) {
      const reply = await callSync(db, eve, { changes: [...changes, { table: 'tasks', row: task() }] });
      expect(reply.rejected.length).toBeLessThanOrEqual(1);
      expect(
        reply.rejected.every(({ code, reason }) => /^(22|23|PT413)/.test(code) && reason.endsWith('.')),
      ).toBe(true);
    }
    expect(await pullAll(db, eve)).toHaveLength(5);
  });

  test('DB-21 a made-up cursor affects only its sender', async () => {
    const eve = await addPerson(db);
    const before = (await callSync(db, anna)).epoch;
    const reply = await callSync(db, eve, { cursor: Number.MAX_SAFE_INTEGER });
    expect(reply).toMatchObject({ rows: [], head: 1, cursor: 1 });
    expect((await callSync(db, anna)).epoch).toBe(before);
  });
});
