import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { connect } from '../../supabase/local/connect.ts';
import { freshDatabase } from '../../supabase/local/testing/fresh-database.ts';
import { holdSlot, killFollower } from '../../supabase/local/testing/make-deaf.ts';
import { noMigrations } from '../../supabase/local/testing/no-migrations.ts';
import { openFront, type OtherAnswer } from '../../supabase/local/testing/open-front.ts';
import { answering, otherAnswers } from '../../supabase/local/testing/other-answers.ts';
import { runStatements } from '../../supabase/tools/run-statements.ts';
import { checkDatabase } from '../../scripts/doctor/check-database.ts';
import { checkServer, type ServerDeps } from '../../scripts/doctor/check-server.ts';
import type { Line } from '../../scripts/doctor/line.ts';
import { createWords } from '../../scripts/doctor/words.ts';
import { run } from '../../scripts/run-command.ts';
import { readDatabase } from '../previous/read.ts';
import { useBackend } from './testing/use-backend.ts';

const { backend } = useBackend();
const wordsFor = await createWords();
const ends: (() => Promise<unknown>)[] = [];
const endAll = async () => {
  for (const end of ends.splice(0).reverse()) await end();
};
afterEach(endAll);
afterAll(endAll);

const deps: ServerDeps = {
  fetch: (input, init) => fetch(input, init),
  openSocket: (address) => new WebSocket(address),
  now: () => Date.now(),
};

async function examine(
  { url, publishable_key: key }: Pick<Backend, 'url' | 'publishable_key'>,
  more: Partial<ServerDeps> & { who?: { email: string; password: string } } = {},
): Promise<Line[]> {
  const { who = null, ...changed } = more;
  return (await checkServer({ url, key }, who, { ...deps, ...changed })).map(wordsFor);
}

/** What is not as it should be, as the report says it. */
const amiss = (lines: readonly Line[]) =>
  lines
    .filter(({ state }) => state === 'bad' || state === 'remark')
    .map(({ name, state, sentence }) => `${state} ${name}: ${sentence}`);

/** The advisors take seconds, and have been asked where all is right. */
const unadvised = () => Promise.resolve([]);

async function newPerson({ url, publishable_key }: Backend) {
  const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
  const headers = { apikey: publishable_key, 'Content-Type': 'application/json' };
  const made = await fetch(`${url}/auth/v1/signup`, { method: 'POST', headers, body: JSON.stringify(who) });
  const { user } = (await made.json()) as { user: { id: string } };
  return { ...who, id: user.id };
}

/** A backend of its own, on a database that is changed before it is looked at. */
async function changed(statements: string, isEmpty = false): Promise<Backend> {
  const database = await freshDatabase({ migrated: !isEmpty });
  ends.push(() => database.drop());
  if (isEmpty) await runStatements(database.url, statements || 'select 1');
  const started = await startBackend({
    db: database.url,
    ...(isEmpty && { migrations: noMigrations }),
    gateway: { recovery: 0, refuseJoinAfter: 50, refuseSocketAfter: 50 },
  });
  ends.push(() => started.stop());
  if (!isEmpty) await runStatements(database.url, statements);
  return started;
}

async function front(path: string, answer: OtherAnswer) {
  const opened = await openFront(backend().url);
  ends.push(() => opened.close());
  opened.answer(answering(path, answer));
  return { ...backend(), url: opened.url };
}

const settings = (more: object): OtherAnswer => ({
  status: 200,
  body: { external: { email: true }, disable_signup: false, mailer_autoconfirm: true, ...more },
});

describe('TOOLS-22 npm run doctor', () => {
  test('TOOLS-22 finds nothing amiss where all is right, from outside, as a person and in the database', async () => {
    const who = await newPerson(backend());
    const lines = [...(await examine(backend(), { who })), ...(await checkDatabase(backend().db_url))];
    // The packaged PostgreSQL has no pg_cron.
    expect(amiss(lines)).toEqual([expect.stringMatching(/^remark retention: pg_cron is off/)]);
    expect(lines.filter(({ state }) => state === 'unseen')).toEqual([]);
    expect(lines.find(({ name }) => name === 'live sync')?.sentence).toMatch(/arrived \d+ ms after a write/);
  });

  test('TOOLS-23 leaves neither a login nor a device behind, however often it looks', async () => {
    const who = await newPerson(backend());
    await examine(backend(), { who });
    await examine(backend(), { who });
    const left = await runStatements(
      backend().db_url,
      `select (select count(*)::int from auth.sessions where user_id = '${who.id}') as logins,
         (select count(*)::int from public.devices where user_id = '${who.id}') as known,
         (select count(*)::int from public.devices where user_id = '${who.id}' and removed_at is null) as devices`,
    );
    // The login is that of the sign-up.
    expect(left[0]).toEqual({ logins: 1, known: 1, devices: 0 });
  });

  test('TOOLS-22 without a login it says what that would show', async () => {
    const lines = await examine(backend());
    expect(lines.filter(({ state }) => state === 'unseen')).toMatchObject([
      { name: 'sign-in', sentence: expect.stringContaining('needs a login') as string },
      { name: 'live sync' },
    ]);
  });
});

describe('TOOLS-22 a project that is not right', () => {
  test('TOOLS-22 no schema', async () => {
    const empty = await changed('', true);
    expect(amiss(await examine(empty))).toEqual([expect.stringMatching(/^bad schema: .*not set up/)]);
    expect(amiss(await checkDatabase(empty.db_url, unadvised))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^bad migrations: .* are missing/),
        expect.stringMatching(/^bad policies on realtime.messages/),
      ]) as string[],
    );
  });

  test('TOOLS-22 SYNC-85 the schema of the previous version, in which the rest is right', async () => {
    const old = await changed(readDatabase(), true);
    const who = await newPerson(old);
    expect(amiss(await examine(old, { who }))).toEqual([
      expect.stringMatching(/^remark schema: .*earlier version/),
    ]);
  });

  test('TOOLS-22 row-level security off, seen by a person, a stranger and in the database, and open topics', async () => {
    const open = await changed('alter table public.tasks disable row level security');
    const [ada, bo] = [await newPerson(open), await newPerson(open)];
    await runStatements(
      open.db_url,
      `insert into public.tasks (user_id, title, position) values ('${bo.id}', 'Of Bo', 'a0')`,
    );
    expect(amiss(await examine(open, { who: ada }))).toEqual([
      expect.stringMatching(/^bad row-level security: Rows of other people can be read in tasks/),
    ]);
    expect(amiss(await checkDatabase(open.db_url, unadvised))).toContainEqual(
      expect.stringMatching(/^bad row-level security in the database: It is off for public\.tasks/),
    );
    await runStatements(
      open.db_url,
      `grant select on public.tasks to anon;
       create policy "Open" on realtime.messages for select to anon using (true)`,
    );
    expect(amiss(await examine(open))).toEqual([
      expect.stringMatching(/^bad row-level security: Everybody who has the publishable key .* tasks/),
      expect.stringMatching(/^bad Realtime: Strangers may join the topics/),
    ]);
    expect(amiss(await checkDatabase(open.db_url, unadvised))).toContainEqual(
      expect.stringMatching(/^remark policies on realtime.messages: There are others/),
    );
  });

  test('TOOLS-22 no Realtime', async () => {
    const opened = await openFront(backend().url);
    ends.push(() => opened.close());
    opened.refuseSockets();
    expect(amiss(await examine({ ...backend(), url: opened.url }))).toEqual([
      expect.stringMatching(/^bad Realtime: Realtime does not answer/),
    ]);
  });

  test('TOOLS-22 a Realtime that has lost its database', async () => {
    const deaf = await changed('select 1');
    const who = await newPerson(deaf);
    const [sql, holder] = [connect(deaf.db_url), connect(deaf.db_url)];
    ends.push(async () => Promise.all([sql.end(), holder.end()]));
    const held = holdSlot(holder);
    await killFollower(sql);
    const slot = await held;
    await expect.poll(() => slot.isHeld()).toBe(true);
    expect(amiss(await examine(deaf, { who, patience: 1500 }))).toEqual([
      expect.stringMatching(/^bad live sync: No broadcast came after a write/),
    ]);
    await slot.end();
  });

  test.each<[string, string, OtherAnswer, RegExp]>([
    [
      'sign-ups closed',
      '/settings',
      settings({ disable_signup: true }),
      /^remark accounts: .*no new accounts/,
    ],
    [
      'nobody can sign in',
      '/settings',
      settings({ external: { email: false } }),
      /^bad accounts: Nobody can sign in/,
    ],
    [
      'a CAPTCHA and no provider',
      '/token',
      { status: 400, body: { error_code: 'captcha_failed', msg: 'captcha protection: request disallowed' } },
      /^bad accounts: .*CAPTCHA/,
    ],
    ['paused', '/', otherAnswers.paused, /^bad reachable: .*paused/],
    ['restricted', '/', otherAnswers.restricted, /^bad reachable: .*quota/],
    [
      'a function that fails',
      '/functions',
      { status: 500, body: { message: 'boom' } },
      /^remark pair: .*fails/,
    ],
  ])('TOOLS-22 %s', async (_what, path, answer, line) => {
    const there = await front(path, answer);
    expect(amiss(await examine(there))).toEqual([expect.stringMatching(line)]);
  });

  test('TOOLS-22 another key, and a secret one', async () => {
    const { url, secret_key } = backend();
    expect(amiss(await examine({ url, publishable_key: 'sb_publishable_x' }))).toEqual([
      expect.stringMatching(/^bad key: .*does not accept/),
    ]);
    const asked: unknown[] = [];
    const fetching = (input: unknown) => {
      asked.push(input);
      return Promise.reject(new Error('nobody'));
    };
    const lines = await examine({ url, publishable_key: secret_key }, { fetch: fetching });
    expect(amiss(lines)).toEqual([expect.stringMatching(/^bad key: This is a secret key/)]);
    expect(asked).toEqual([]);
  });

  test('TOOLS-22 a clock that is an hour off', async () => {
    expect(amiss(await examine(backend(), { now: () => Date.now() - 3_600_000 }))).toEqual([
      expect.stringMatching(/^remark clock: .* 3[56]\d\d s off/),
    ]);
  });

  test('TOOLS-22 a wrong password', async () => {
    const { email } = await newPerson(backend());
    expect(amiss(await examine(backend(), { who: { email, password: 'wrong one' } }))).toEqual([
      expect.stringMatching(/^bad sign-in: .*not right/),
    ]);
  });
});

test('TOOLS-24 the command ends with 1 where something is to be mended and 2 where it is called wrongly, and writes JSON', async () => {
  const { url } = backend();
  const doctor = (...args: string[]) => run([process.execPath, 'scripts/doctor.ts', ...args]);
  const [wrong, misused, machine] = await Promise.all([
    doctor('--url', url, '--key', 'sb_publishable_x', '--json'),
    doctor('--url', url),
    doctor('--json'),
  ]);
  expect(JSON.parse(wrong.output)).toMatchObject({
    ok: false,
    lines: [{}, { name: 'key', state: 'bad' }, {}, {}, {}, {}, {}, {}, {}, {}],
  });
  expect(wrong.ok).toBe(false);
  expect(misused).toMatchObject({ ok: false, output: '--url and --key go together.\n' });
  expect((JSON.parse(machine.output) as { lines: Line[] }).lines.map(({ name }) => name)).toContain(
    'chromium',
  );
});
