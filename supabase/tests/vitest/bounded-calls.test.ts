import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { addPerson, actAs } from './people.ts';
import type { Reply, Row } from './call-sync.ts';
import { checkpoint, device, plan, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const anna = await addPerson(db);

/** Sends JSON as it is written: JavaScript has no such numbers, and runs out of stack at such depths. */
async function send(changes: string, own = 'null'): Promise<Reply> {
  return actAs(db, anna, async (tx) => {
    const [found] = await tx<{ reply: Reply }[]>`
      select public.sync(0, ${changes}::text::jsonb, ${own}::text::jsonb) as reply`;
    if (!found) throw new Error('sync() returned nothing.');
    return found.reply;
  });
}

const settings = (values: string, edited = '{}') =>
  `{"table": "users", "row": {"id": "${anna.id}", "pomodoro_settings": ${values}, "edited": ${edited}}}`;
const withText = (table: string, row: Row, text: string) =>
  JSON.stringify({ table, row }).replace('"HERE"', text);
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const vast = `[${Array.from({ length: 4000 }, () => '1e131071').join(',')}]`;

const refusal = {
  code: 'PT413',
  rule: 'row_size',
  reason: 'A row has at most 16 levels, and its numbers have at most 400 digits.',
};

/** Sends a change beside one that is good. */
async function refusalsOf(change: string) {
  const good = task();
  const reply = await send(`[${change}, ${JSON.stringify({ table: 'tasks', row: good })}]`);
  expect(reply.rows.at(-1)?.row.id).toBe(good.id);
  return reply.rejected.map(({ code, rule, reason }) => ({ code, rule, reason }));
}

describe('DB-59 the work of one call', () => {
  test.each([
    ['a setting', settings(`{"a": ${vast}}`)],
    ['a setting of many digits after the point', settings(`{"a": [${'0e-16383,'.repeat(4000)}0]}`)],
    ['times of edits', withText('tasks', task({ edited: { title: 'HERE' } }), '1e131071')],
    ['a title', withText('tasks', task({ title: 'HERE' }), vast)],
    ['a plan', withText('pomodoro_checkpoints', checkpoint({ plan: { ...plan, x: 'HERE' } }), vast)],
    ['an id', withText('tasks', task({ id: 'HERE' }), vast)],
  ])('a number whose digits would fill the memory is refused: %s', async (_, change) => {
    expect(await refusalsOf(change)).toEqual([refusal]);
  });

  test('every number of JavaScript passes', async () => {
    const values = { most: Number.MAX_VALUE, least: -Number.MAX_VALUE, small: Number.MIN_VALUE };
    expect((await send(`[${settings(JSON.stringify(values))}]`)).rejected).toEqual([]);
  });

  test.each([
    ['settings', settings(`{"a": ${deep(5000)}}`)],
    ['a plan', withText('pomodoro_checkpoints', checkpoint({ plan: { ...plan, x: 'HERE' } }), deep(400))],
    ['a row that is a list', deep(30)],
  ])('JSON of many levels is refused before anything follows them: %s', async (_, change) => {
    expect(await refusalsOf(change)).toEqual([refusal]);
  });

  test('levels that PostgreSQL itself cannot follow end the call and not the connection', async () => {
    await expect(send(deep(100_000))).rejects.toMatchObject({ code: '54001' });
    expect((await send('[]')).rejected).toEqual([]);
  });

  test('the same through REST', async () => {
    const nested = `{"a": ${deep(20)}}`;
    for (const values of [`{"a": ${vast}}`, nested])
      await expect(
        actAs(db, anna, (tx) => tx`update public.users set pomodoro_settings = ${values}::text::jsonb`),
      ).rejects.toMatchObject({ code: '23514', constraint_name: 'users_pomodoro_settings_check' });
    const row = withText('', checkpoint({ user_id: anna.id, plan: { ...plan, x: 'HERE' } }), vast);
    const write = actAs(
      db,
      anna,
      (tx) => tx`
        insert into public.pomodoro_checkpoints
        select * from jsonb_populate_record(
          null::public.pomodoro_checkpoints, (${row}::text::jsonb -> 'row') || '{"seq": 0}'
        )`,
    );
    await expect(write).rejects.toMatchObject({ constraint_name: 'pomodoro_checkpoints_plan_check' });
  });

  test('a call carries settings at most twenty times; a client has them once', async () => {
    const all = (count: number) => `[${Array.from({ length: count }, () => settings('{"a": 1}')).join()}]`;
    await expect(send(all(21))).rejects.toMatchObject({ code: 'PT413', message: 'too_many_settings' });
    expect((await send(all(20))).rejected).toEqual([]);
  });

  test('a row of more than 256 KB is refused by itself', async () => {
    const edited = Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`key ${key}`, key]));
    const reply = await send(
      JSON.stringify([
        { table: 'tasks', row: task({ edited }) },
        { table: 'tasks', row: task({ description: '漢'.repeat(10_000) }) },
      ]),
    );
    expect(reply.rejected).toMatchObject([{ code: 'PT413', rule: 'row_size' }]);
  });

  test('a device that describes itself in more than 16 KB, or in numbers, is refused', async () => {
    const own = (name: string) => JSON.stringify(device({ name: 'HERE' })).replace('"HERE"', name);
    for (const name of [`"${'x'.repeat(20_000)}"`, '1e131071', `[${'1e131071,'.repeat(900)}0]`])
      await expect(send('[]', own(name))).rejects.toMatchObject({ code: 'PT400', message: 'bad_device' });
  });
});
