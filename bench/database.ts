/**
 * What the database costs, each figure as a ratio within one run:
 *  1. sync() of one checkpoint against a bare insert of one, both through REST and both in plain SQL;
 *  2. the same call in tables with 10 million checkpoints of 100,000 people against empty tables, with its plans;
 *  3. a sync, an edit and a pull in this database against the one of the previous release;
 *  4. pulling one change for a person with 20,000 sessions against one with 20;
 *  5. what asking whether the login goes on adds to a sync, a pull, a read and an insert in those large tables.
 * Run by `npx node bench/database.ts [people] [rounds]`; 100,000 people take some minutes and about 10 GB of disk.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startBackend } from '../supabase/local/backend.ts';
import { connect, type Database } from '../supabase/local/connect.ts';
import { startPostgres } from '../supabase/local/postgres.ts';
import { freshDatabase } from '../supabase/local/testing/fresh-database.ts';
import { fillDatabase } from './database/fill-database.ts';
import { queryPlans } from './database/query-plans.ts';
import { asPerson, checkpointRow, createPerson, type Person } from './database/person.ts';
import { compare } from './database/compare.ts';
import { copyWithoutCheck } from './database/copy-without-check.ts';

const people = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 300);

/** One checkpoint through sync(), by a device that is up to date. */
async function syncOne(db: Database, person: Person) {
  const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
  await asPerson(db, person, async (tx) => {
    const [found] = await tx<{ cursor: string }[]>`
      select public.sync(${person.cursor}, ${tx.json(changes)}, ${tx.json(person.device)}) ->> 'cursor' as cursor`;
    person.cursor = Number(found?.cursor);
  });
}

/** Three fields of one task, each time the same one. */
async function editTask(db: Database, person: Person) {
  const at = Date.now();
  const row = {
    id: person.id,
    title: `Edited at ${at}`,
    estimated_pomodoros: at % 9,
    is_active: at % 2 === 0,
    edited: { title: at, estimated_pomodoros: at, is_active: at },
  };
  await asPerson(db, person, async (tx) => {
    const [found] = await tx<{ cursor: string }[]>`
      select public.sync(
        ${person.cursor}, ${tx.json([{ table: 'tasks', row }])}, ${tx.json(person.device)}
      ) ->> 'cursor' as cursor`;
    person.cursor = Number(found?.cursor);
  });
}

async function pullOne(db: Database, person: Person) {
  await asPerson(
    db,
    person,
    async (tx) => tx`select public.sync(${person.cursor - 1}, '[]', ${tx.json(person.device)})`,
  );
}

async function insertOne(db: Database, person: Person) {
  await asPerson(
    db,
    person,
    async (tx) => tx`insert into public.pomodoro_checkpoints ${tx(checkpointRow())} returning *`,
  );
}

async function readSome(db: Database, person: Person) {
  await asPerson(db, person, async (tx) => tx`select * from public.pomodoro_sessions limit 20`);
}

async function throughRest(url: string) {
  const backend = await startBackend({ db: url });
  try {
    const request = async (path: string, body: unknown, headers: Record<string, string>) => {
      const response = await fetch(`${backend.url}${path}`, {
        method: 'POST',
        headers: { apikey: backend.publishable_key, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, unknown>;
    };
    const account = { email: `${randomUUID()}@example.test`, password: 'correct horse' };
    const { access_token } = await request('/auth/v1/signup', account, {});
    const headers = { Authorization: `Bearer ${String(access_token)}` };
    const device = { id: randomUUID(), name: 'Bench', platform: 'Node' };
    let cursor = 0;
    await compare('sync() of one checkpoint against a bare insert, through REST', rounds, {
      'bare insert': async () =>
        request('/rest/v1/pomodoro_checkpoints', checkpointRow(), {
          ...headers,
          Prefer: 'return=representation',
        }),
      'sync()': async () => {
        const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
        const reply = await request('/rest/v1/rpc/sync', { cursor, changes, device }, headers);
        cursor = Number(reply['cursor']);
      },
    });
  } finally {
    await backend.stop();
  }
}

const postgres = await startPostgres();
try {
  const [small, large] = [
    await freshDatabase({ server: postgres.url }),
    await freshDatabase({ server: postgres.url }),
  ];
  await throughRest(small.url);
  const [few, many] = [connect(small.url), connect(large.url)];
  const alone = await createPerson(few);
  await compare('sync() of one checkpoint against a bare insert, in plain SQL', rounds, {
    'bare insert': async () => insertOne(few, alone),
    'sync()': async () => syncOne(few, alone),
  });

  const released = await freshDatabase({ server: postgres.url, migrated: false });
  const old = connect(released.url);
  await old.unsafe(await readFile(new URL('../test/previous/database.sql', import.meta.url), 'utf8'));
  const [earlier, today] = [await createPerson(old, 20), await createPerson(few, 20)];
  for (const [what, work] of Object.entries({ syncOne, editTask, pullOne }))
    await compare(`${what}, this database against that of the previous release`, rounds, {
      before: async () => work(old, earlier),
      now: async () => work(few, today),
    });
  await old.end();

  const filled = await fillDatabase(many, people);
  console.log(`\n${filled}`);
  const [first, among] = [await createPerson(few), await createPerson(many)];
  await compare('sync() of one checkpoint, full tables against empty ones', rounds, {
    empty: async () => syncOne(few, first),
    full: async () => syncOne(many, among),
  });
  console.log(`\nPlans of that call in the full database:\n${await queryPlans(many, among)}`);

  const [light, heavy] = [await createPerson(many, 20), await createPerson(many, 20_000)];
  await compare('pull of one change, 20,000 sessions against 20', rounds, {
    'of 20': async () => pullOne(many, light),
    'of 20,000': async () => pullOne(many, heavy),
  });
  const unchecked = connect(await copyWithoutCheck(many));
  const [without, checked] = [await createPerson(unchecked, 20), await createPerson(many, 20)];
  for (const [what, work] of Object.entries({ syncOne, pullOne, readSome, insertOne }))
    await compare(`${what}, with the check of the login against without`, rounds, {
      without: async () => work(unchecked, without),
      with: async () => work(many, checked),
    });
  await unchecked.end();
  await few.end();
  await many.end();
} finally {
  await postgres.stop();
}
