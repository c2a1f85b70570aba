import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JSONValue } from 'postgres';
import type { Change } from '../../../lib/store/rows.ts';
import { decodeHint, decodeReply } from '../../../lib/sync/wire/codec.ts';
import type { SyncReply } from '../../../lib/sync/remote.ts';
import { bootstrap } from '../../../supabase/local/bootstrap.ts';
import { connect } from '../../../supabase/local/connect.ts';
import { migrate } from '../../../supabase/local/migrate.ts';
import { startPostgres } from '../../../supabase/local/postgres.ts';
import type { Violation } from '../run/findings.ts';
import { recent } from '../run/run-plan.ts';
import type { Call } from './recording.ts';

/** The real SQL on an embedded PostgreSQL, with the clock of the simulation. */
export interface SqlServer {
  /** Repeats all calls at their simulated times. Returns the first reply that differs. */
  compare(calls: readonly Call[]): Promise<Violation[]>;
  close(): Promise<void>;
}

const migrations = new URL('../../../supabase/migrations/', import.meta.url);

/** The only two functions by which the SQL reads the time. */
const clocks = /\b(clock_timestamp|(?<![\w.])now)\(\)/g;

/** Where the SQL says how many newest acts retention leaves alone. */
const fewest = /\bplace <= 50\b/g;

const ourClock = `
  create schema simulation;
  grant usage on schema simulation to public;
  create function simulation.clock() returns timestamptz language sql stable set search_path = ''
  as $$ select coalesce(nullif(current_setting('simulation.now', true), '')::timestamptz, pg_catalog.now()) $$;
`;

export async function startSqlServer(): Promise<SqlServer> {
  const postgres = await startPostgres();
  const db = connect(postgres.url);
  try {
    await bootstrap(postgres.url);
    await db.unsafe(ourClock);
    await withOurClock((directory) => migrate(postgres.url, directory));
  } catch (error) {
    await db.end();
    await postgres.stop();
    throw error;
  }

  async function signUp(person: string): Promise<void> {
    await db`delete from auth.users where id = ${person}`;
    await db`insert into auth.users (id, email, raw_user_meta_data)
      values (${person}, ${`${person}@example.test`}, '{}'::jsonb)`;
    // The model has its people from the beginning and sent no hint for them, so these hints do not count.
    await broadcasts(person);
  }

  async function sync(person: string, { at, cursor, changes, device }: Extract<Call, { type: 'sync' }>) {
    const claims = JSON.stringify({ sub: person, role: 'authenticated' });
    const given = db.json(withUuids(changes, person) as JSONValue);
    const card =
      device === null
        ? null
        : db.json(withUuids({ id: device, name: device, platform: '' }, person) as JSONValue);
    let reply: unknown = null;
    await db.begin(async (tx) => {
      await tx`select set_config('simulation.now', ${new Date(at).toISOString()}, true),
        set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
      const [found] = await tx`select public.sync(${cursor}, ${given}, ${card}) as reply`;
      reply = found?.['reply'];
    });
    return reply;
  }

  async function retain(person: string, at: number): Promise<void> {
    await db.begin(async (tx) => {
      await tx`select set_config('simulation.now', ${new Date(at).toISOString()}, true)`;
      await tx`select baton.retain_person(${person}, '30 days')`;
    });
  }

  /** The broadcasts since the last call. */
  async function broadcasts(person: string): Promise<unknown[]> {
    const sent = await db`delete from realtime.messages where topic = ${`user:${person}`} returning payload`;
    return sent.map((message) => message['payload'] as unknown);
  }

  return {
    async compare(calls) {
      const people = new Map<string, string>();
      const epochs = new Map<string, string>();
      for (const [index, call] of calls.entries()) {
        if (call.type === 'wipe') {
          for (const person of people.values()) await signUp(person);
          continue;
        }
        const person = people.get(call.user) ?? crypto.randomUUID();
        if (!people.has(call.user)) await signUp(person);
        people.set(call.user, person);
        if (call.type === 'retain') {
          await retain(person, call.at);
          continue;
        }
        const said = [
          bare(decodeReply(await sync(person, call)), epochs, 'the SQL'),
          ...(await broadcasts(person)).map(plainHint),
        ];
        const wanted = [
          bare(decodeReply(withUuids(call.reply, person)), epochs, 'the model'),
          ...call.hints.map((hint) => plainHint(withUuids(hint, person))),
        ];
        if (isDeepStrictEqual(said, wanted)) continue;
        const text = `call ${index} of ${calls.length}: the SQL says ${JSON.stringify(said)}, the model ${JSON.stringify(wanted)}`;
        return [{ invariant: 'Same replies', text }];
      }
      return [];
    },
    async close() {
      await db.end();
      await postgres.stop();
    },
  };
}

/** Applies the migrations with the clock of the simulation and with its own number of newest acts. */
async function withOurClock(apply: (directory: string) => Promise<unknown>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'baton-migrations-'));
  try {
    for (const file of await readdir(migrations)) {
      const text = await readFile(new URL(file, migrations), 'utf8');
      const ours = text.replaceAll(clocks, 'simulation.clock()').replaceAll(fewest, `place <= ${recent}`);
      await writeFile(join(directory, file), ours);
    }
    await apply(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Replaces the short names of simulated people, machines and rows by UUIDs, as the database wants them. */
function withUuids(value: unknown, person: string): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/"(ada|bob)"/g, JSON.stringify(person))
    .replaceAll(
      /"d(\d)(?:-(\d{4}))?"/g,
      (_, machine: string, number = '') =>
        `"00000000-0000-4000-8000-0000000${machine}${String(number).padStart(4, '0')}"`,
    );
  return JSON.parse(text);
}

/** A reply as a device reads it. Epochs are random, so they are numbered as they come up. */
function bare(reply: SyncReply | null, epochs: Map<string, string>, of: string): unknown {
  if (!reply) return null;
  const known = epochs.get(`${of} ${reply.epoch}`);
  const before = [...epochs.keys()].filter((key) => key.startsWith(`${of} `)).length;
  const epoch = known ?? `epoch ${before + 1}`;
  epochs.set(`${of} ${reply.epoch}`, epoch);
  return { ...reply, rows: reply.rows.map(plain), epoch };
}

function plainHint(wire: unknown): unknown {
  const hint = decodeHint(wire);
  return hint && { ...hint, rows: hint.rows?.map(plain) ?? null };
}

/** The model knows only the settings of a person's own row. */
function plain({ table, row }: Change): unknown {
  return { table, row: { ...row, ...(table === 'users' ? { email: null, username: null } : {}) } };
}
