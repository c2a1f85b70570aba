import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restoreBackup } from '../../scripts/backup/restore-backup.ts';
import { writeBackup } from '../../scripts/backup/write-backup.ts';
import { startBackend } from '../../supabase/local/backend.ts';
import { migrate } from '../../supabase/local/migrate.ts';
import { createDatabases } from '../../supabase/tests/vitest/databases.ts';
import { asHosted, driftOfHosted } from '../../supabase/tests/vitest/hosted-roles.ts';
import { runStatements } from '../../supabase/tools/run-statements.ts';
import { readDatabase } from '../previous/read.ts';
import { newAct, newTask, titles } from './testing/changes.ts';
import { openBrowser } from './testing/open-browser.ts';

const databases = createDatabases();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-backup-'));
});
afterAll(async () => {
  await databases.drop();
  await rm(folder, { recursive: true });
});

const tables = [
  ...['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices', 'sync_heads'].map(
    (table) => `public.${table}`,
  ),
  'baton.deleted_tasks',
  'baton.device_logins',
  'auth.identities',
];

const emptyProject = async () => {
  const url = await databases.create({ migrated: false });
  return { url, hosted: await asHosted(url) };
};

/** Every row, as text. */
async function rowsIn(url: string): Promise<Record<string, string[]>> {
  const found = await Promise.all(
    tables.map(async (table) => {
      const rows = await runStatements(url, `select to_jsonb(t)::text as row from ${table} t order by 1`);
      return [table, rows.map((row) => String(row['row']))] as const;
    }),
  );
  const people = await runStatements(url, 'select email, encrypted_password from auth.users order by 1');
  return { ...Object.fromEntries(found), people: people.map((row) => JSON.stringify(row)) };
}

test('TOOLS-25 a project is saved and restored into an empty one with the roles of a hosted project, and goes on there', async () => {
  const { url: source, hosted: asOwner } = await emptyProject();
  await migrate(asOwner);
  const backend = await startBackend({ db: source });
  const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
  const browser = await openBrowser(backend);
  const title = 'Tab\tnewline\nreturn\r\\. \u2028 \\N end';
  try {
    expect(await browser.auth.signUp({ ...who, username: 'ada' })).toMatchObject({ ok: true });
    await browser.ledger.record([newTask(title), newTask('Plain'), newAct()]);
    await browser.loop.syncNow();
  } finally {
    await browser.close();
    await backend.stop();
  }
  // Somebody of another application in the same project.
  await runStatements(
    source,
    `insert into auth.users (id, email) values (gen_random_uuid(), 'other@example.org');
     delete from public.users where email = 'other@example.org';
     delete from public.sync_heads where user_id in (select id from auth.users where email = 'other@example.org')`,
  );
  const file = join(folder, 'one.gz');
  const counts = await writeBackup(asOwner, file, new Date());
  expect(counts).toMatchObject({ 'auth.users': 1, 'public.tasks': 2, 'public.pomodoro_checkpoints': 1 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const { url, hosted } = await emptyProject();
  await restoreBackup(hosted, file);
  const before = await rowsIn(source);
  expect(await rowsIn(url)).toEqual({
    ...before,
    people: before['people']?.filter((row) => !row.includes('other@')),
  });
  expect(await driftOfHosted(url, await databases.createFromModel())).toEqual([]);

  const restored = await startBackend({ db: url });
  const again = await openBrowser(restored);
  try {
    expect(await again.auth.signIn(who)).toMatchObject({ ok: true });
    await again.loop.syncNow();
    expect(await titles(again)).toEqual(['Plain', title].sort());
    await again.ledger.record([newTask('After')]);
    await again.loop.syncNow();
    expect(again.statuses.at(-1)).toMatchObject({ link: 'synced' });
  } finally {
    await again.close();
    await restored.stop();
  }
  await expect(restoreBackup(hosted, file)).rejects.toThrow('Restore into an empty one');
});

test('TOOLS-25 the database of the previous version is restored with its rows, and updated after that', async () => {
  const source = await databases.create({ migrated: false });
  await runStatements(source, readDatabase());
  const file = join(folder, 'previous.gz');
  await writeBackup(source, file, new Date());
  const { url, hosted } = await emptyProject();
  await restoreBackup(hosted, file);
  const [before, after] = [await rowsIn(source).catch(() => null), await rowsIn(url)];
  expect(before).toBeNull();
  const count = async (rows: string) =>
    (await runStatements(source, `select count(*)::int as n from public.${rows}`))[0]?.['n'] as number;
  for (const table of ['users', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices'])
    expect([table, after[`public.${table}`]?.length]).toEqual([table, await count(table)]);
  expect(after['public.tasks']?.length).toBe(await count('tasks where deleted_at is null'));
  expect(after['baton.deleted_tasks']?.length).toBe(await count('tasks where deleted_at is not null'));
  expect(after['public.tasks']?.length).toBeGreaterThan(1);
  expect(await driftOfHosted(url, await databases.createFromModel())).toEqual([]);
});

test('TOOLS-26 a backup that is cut off leaves nothing behind, and what is no backup is refused', async () => {
  const source = await databases.create({ migrated: false });
  await runStatements(source, readDatabase());
  const file = join(folder, 'cut.gz');
  await writeBackup(source, file, new Date());
  await truncate(file, (await stat(file)).size - 2000);
  const { url, hosted } = await emptyProject();
  await expect(restoreBackup(hosted, file)).rejects.toThrow('cut off');
  expect(await runStatements(url, 'select from auth.users')).toHaveLength(0);
  expect(await runStatements(url, 'select from public.tasks')).toHaveLength(0);
  await expect(restoreBackup(hosted, new URL(import.meta.url).pathname)).rejects.toThrow('no backup');
});
