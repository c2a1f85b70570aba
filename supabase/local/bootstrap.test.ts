import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { connect, type Database } from './connect.ts';
import { freshDatabase, type FreshDatabase } from './testing/fresh-database.ts';

describe('LOCAL-7, LOCAL-8 bootstrap', () => {
  let database: FreshDatabase;
  let sql: Database;

  beforeAll(async () => {
    database = await freshDatabase({ migrated: false });
    sql = connect(database.url);
  });

  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  it('LOCAL-7 leaves what is already there as it is', async () => {
    await sql`create or replace function auth.uid() returns uuid language sql as 'select null::uuid'`;
    await bootstrap(database.url);
    const [row] = await sql`select prosrc from pg_proc where oid = 'auth.uid()'::regprocedure`;
    expect(row?.['prosrc']).toBe('select null::uuid');
  });

  it.each([
    [
      'a table',
      'create table public.thing (id int)',
      "has_table_privilege('service_role', 'public.thing', 'insert')",
    ],
    [
      'a sequence',
      'create sequence public.numbers',
      "has_sequence_privilege('service_role', 'public.numbers', 'usage')",
    ],
  ])('LOCAL-7 grants nothing on %s in public, as hosted Supabase does', async (_what, create, check) => {
    await sql.unsafe(create);
    const [row] = await sql.unsafe(`select ${check} as granted`);
    expect(row?.['granted']).toBe(false);
  });

  it('LOCAL-7 auth.uid and auth.email read the claims', async () => {
    const fresh = await freshDatabase({ migrated: false });
    const client = connect(fresh.url);
    const id = '01920000-0000-7000-8000-000000000001';
    const [row] = await client.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: id, email: 'a@b.example' })}, true)`;
      return tx`select auth.uid() as uid, auth.email() as email`;
    });
    expect(row).toEqual({ uid: id, email: 'a@b.example' });
    await client.end();
    await fresh.drop();
  });

  describe('realtime.send', () => {
    it('LOCAL-7 adds the id of the message to the payload unless it has one', async () => {
      await sql`select realtime.send('{"a":1}', 'plain', 't'), realtime.send('{"id":7}', 'own', 't')`;
      const rows = await sql<{ id: string; payload: unknown }[]>`
        select id, payload from realtime.messages where topic = 't' order by event desc`;
      expect(rows.map((row) => row.payload)).toEqual([{ a: 1, id: rows[0]?.id }, { id: 7 }]);
    });

    it.each([
      ['an array', `'[1]'`, 'postgres'],
      ['a scalar', `'1'`, 'postgres'],
      ['a refusal by row level security', `'{}'`, 'authenticated'],
    ])('LOCAL-8 turns %s into a warning and commits', async (_why, payload, role) => {
      const warnings: string[] = [];
      const client = connect(database.url, { onnotice: (notice) => warnings.push(notice['message'] ?? '') });
      await client.begin(async (tx) => {
        await tx`create table if not exists public.told (at timestamptz default now())`;
        await tx`insert into public.told default values`;
        await tx.unsafe(`set local role ${role}`);
        await tx.unsafe(`select realtime.send(${payload}, 'e', 'refused')`);
      });
      const [row] = await client`select
        (select count(*)::int from public.told) as told,
        (select count(*)::int from realtime.messages where topic = 'refused') as sent`;
      await client`drop table public.told`;
      await client.end();
      expect(row).toEqual({ told: 1, sent: 0 });
      expect(warnings.filter((text) => text.startsWith('WarnSendingBroadcastMessage: '))).toHaveLength(1);
    });
  });

  it('LOCAL-7 realtime.broadcast_changes sends the row, its table and the operation', async () => {
    await sql.unsafe(`
      create table public.watched (n int);
      create function public.tell() returns trigger language plpgsql as $$
      begin
        perform realtime.broadcast_changes('w', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
        return null;
      end $$;
      create trigger tell after insert on public.watched for each row execute function public.tell();
      insert into public.watched values (1);
    `);
    const [row] = await sql`select payload from realtime.messages where topic = 'w'`;
    expect(row?.['payload']).toMatchObject({
      schema: 'public',
      table: 'watched',
      operation: 'INSERT',
      record: { n: 1 },
      old_record: null,
    });
  });
});
