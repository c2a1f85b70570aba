import { afterAll, describe, expect, test } from 'vitest';
import { catalogueOf, compareCatalogues, readCatalogue } from '../../tools/catalogue.ts';
import { destructiveParts } from '../../tools/destructive.ts';
import { adviceOn, driftOf, staleTypes } from '../../tools/findings.ts';
import { makeDiff } from '../../tools/make-diff.ts';
import { migrations, nextMigration } from '../../tools/next-migration.ts';
import { runStatements } from '../../tools/run-statements.ts';
import { connect } from '../../local/connect.ts';
import { createDatabases } from './databases.ts';

const databases = createDatabases();
const [migrated, modelled] = [await databases.create({ migrated: true }), await databases.createFromModel()];
const sql = connect(modelled);
afterAll(async () => {
  await sql.end();
  await databases.drop();
});

describe('DB-41 the model', () => {
  test('the migrations make what the model says, nothing less and nothing more', async () => {
    expect(await driftOf({ migrated, modelled })).toEqual([]);
    expect((await readCatalogue(migrated)).length).toBeGreaterThan(300);
  });

  test('every table, column and function says in a comment what it is', async () => {
    const silent = (await readCatalogue(modelled)).filter(({ definition }) => definition === null);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  test('every foreign key has an index that begins with its columns', async () => {
    const bare = await runStatements(
      modelled,
      `select c.conname from pg_constraint c
       where c.contype = 'f' and c.connamespace in ('public'::regnamespace, 'baton'::regnamespace)
         and not exists (
           select from pg_index i
           where i.indrelid = c.conrelid and i.indpred is null
             and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
         )`,
    );
    expect(bare).toEqual([]);
  });

  test('the types of the extension are those of the database', async () => {
    expect(await staleTypes(migrated)).toEqual([]);
  });

  test('the advisors of Supabase have nothing to say, and would', async () => {
    expect(await adviceOn(migrated)).toEqual([]);
    const url = await databases.create({ migrated: true });
    await runStatements(
      url,
      'create table public.notes (id integer primary key); grant select on public.notes to anon',
    );
    expect((await adviceOn(url)).join()).toContain('notes');
  });
});

describe('DB-41, DB-42 a difference', () => {
  test('DB-41 the official diff makes the whole model in an empty database', async () => {
    const url = await databases.create({ migrated: false });
    await runStatements(url, await makeDiff({ migrated: url, modelled }));
    expect(await driftOf({ migrated: url, modelled })).toEqual([]);
  });

  test.each([
    ['table', 'create table public.notes (id integer)'],
    ['column', 'alter table public.tasks add column colour text'],
    ['column', 'alter table public.tasks alter column position drop default'],
    ['column', 'alter table public.tasks alter column title drop not null'],
    ['constraint', 'alter table public.tasks drop constraint tasks_title_check'],
    ['index', 'drop index public.tasks_seq_key'],
    ['policy', 'alter policy "Own tasks are readable" on public.tasks using (true)'],
    ['policy', 'create policy "All" on realtime.messages for insert to authenticated with check (true)'],
    ['function', "alter function public.sync set statement_timeout = '1s'"],
    ['trigger', 'drop trigger tell on public.sync_heads'],
    ['trigger', 'drop trigger baton_sign_up on auth.users'],
    ['trigger', 'alter table public.tasks disable trigger row_number'],
    ['right', 'grant select on public.tasks to anon'],
    ['right', 'grant execute on function public.sync to public'],
    ['right', 'grant update (email) on public.users to authenticated'],
    ['comment', "comment on column public.tasks.title is 'Another'"],
    ['comment', 'comment on constraint tasks_title_check on public.tasks is null'],
    ['table', 'alter table public.tasks disable row level security'],
  ])('DB-41 a %s that only one side has is noticed: %s', async (kind, statement) => {
    const before = await catalogueOf(sql);
    let after: typeof before = [];
    const undone = sql.begin(async (tx) => {
      await tx.unsafe(statement);
      after = await catalogueOf(tx);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(compareCatalogues(before, after)).toContainEqual(expect.stringMatching(`^${kind} `));
  });

  test('DB-42 what would lose data is not written, and says how to write it by hand', async () => {
    const url = await databases.createFromModel();
    await runStatements(
      url,
      `alter table public.tasks rename column description to notes;
       alter table public.tasks alter column estimated_pomodoros type bigint;
       drop table baton.device_logins;
       drop function public.export_account();
       alter policy "Own tasks are readable" on public.tasks using (true);
       create or replace function baton.is_syncing() returns boolean language sql set search_path = '' as 'select true'`,
    );
    const parts = destructiveParts(await makeDiff({ migrated: modelled, modelled: url }));
    expect(parts).toHaveLength(4);
    expect(parts.join('\n')).toMatch(/rename column "description" to …/);
    expect(parts.join('\n')).toMatch(/drops the table "baton"."device_logins"/);
    expect(parts.join('\n')).toMatch(/drops the function "public"."export_account"/);
    expect(parts.join('\n')).toMatch(/type … using …/);
  });

  test('DB-42 what is dropped to be made anew loses nothing', () => {
    const difference = `DROP POLICY "Own tasks are readable" ON "public"."tasks";
      ALTER TABLE "public"."tasks"
        DROP CONSTRAINT "tasks_title_check";
      ALTER TABLE "public"."tasks"
        ALTER COLUMN "title" DROP DEFAULT;
      DROP FUNCTION "public"."sync"(bigint, jsonb, jsonb);
      ALTER TABLE "public"."tasks"
        ADD COLUMN "colour" text;
      CREATE OR REPLACE FUNCTION public.sync (cursor bigint)
        RETURNS jsonb AS $$ begin alter column type; end $$;`;
    expect(destructiveParts(difference)).toEqual([]);
  });

  test('DB-41 a migration is named as the official command line does it, behind the last one', () => {
    const now = new Date('2027-03-04T05:06:07.890Z');
    expect(nextMigration('add_colour', now)).toBe(`${migrations}20270304050607_add_colour.sql`);
    expect(nextMigration('b', now, ['20270304050607_a.sql'])).toBe(`${migrations}20270304050608_b.sql`);
    expect(nextMigration('b', now, ['20990101000000_a.sql', 'README.md'])).toBe(
      `${migrations}20990101000001_b.sql`,
    );
    for (const wrong of [undefined, '', 'Add colour', '../x', '1st'])
      expect(() => nextMigration(wrong, now)).toThrow('Give the migration a name');
  });
});
