import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, type Reply, type Row } from './call-sync.ts';
import { createExpectedRows, type ExpectedRows } from './expected-rows.ts';
import { addPerson, type Person } from './people.ts';
import { anyStep, mergingStep, toChange } from './random-changes.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const tables = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints'];
const ofServer = ['seq', 'user_id', 'email', 'username'];

/** Keeps the newest version of each row, as a device does. */
function absorb(known: Map<string, Row>, rows: Reply['rows']) {
  for (const { table, row } of rows) known.set(`${table} ${row.id}`, row);
}

function bare(rows: Row[], without: string[]) {
  const kept = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !without.includes(key))),
  );
  return kept.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function byId(rows: Row[], without: string[]) {
  return Object.fromEntries(rows.map((row) => [row['id'] as string, bare([row], without)]));
}

function compare(known: Map<string, Row>, expected: ExpectedRows) {
  for (const table of tables) {
    const rows = [...known].filter(([key]) => key.startsWith(`${table} `)).map(([, row]) => row);
    const without = table === 'users' ? [...ofServer, 'created_at'] : ofServer;
    expect(byId(rows, without)).toEqual(byId(expected.rows(table), without));
  }
}

async function settingsOf(person: Person) {
  const [user] = await db<{ pomodoro_settings: Row }[]>`
    select pomodoro_settings from public.users where id = ${person.id}`;
  return user?.pomodoro_settings ?? {};
}

const fourIds = () => Array.from({ length: 4 }, () => randomUUID());

test('DB-14 any batches of any devices give the expected rows, on the server and on each device', async () => {
  const batch = fc.record({
    device: fc.nat({ max: 2 }),
    pulls: fc.boolean(),
    steps: fc.array(anyStep, { minLength: 1, maxLength: 8 }),
    again: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 8 }), async (batches) => {
      const person = await addPerson(db);
      const ids = fourIds();
      const expected = createExpectedRows(person.id, await settingsOf(person));
      const devices = [0, 1, 2].map(() => ({ cursor: 0, known: new Map<string, Row>() }));
      for (const { device, pulls, steps, again } of batches) {
        const changes = steps.map((step) => toChange(step, person, ids));
        const sent = again ? [...changes, ...changes.toReversed()] : changes;
        const refused = expected.apply(sent);
        for (const index of pulls ? [device, (device + 1) % 3] : [device]) {
          const own = devices[index];
          if (!own) continue;
          const isSender = index === device;
          const reply = await callSync(db, person, { cursor: own.cursor, changes: isSender ? sent : [] });
          expect(reply.rejected.map(({ id }) => id)).toEqual(isSender ? refused : []);
          absorb(own.known, reply.rows);
          own.cursor = reply.cursor;
        }
      }
      for (const { cursor, known } of devices) {
        absorb(known, await pullAll(db, person, cursor));
        compare(known, expected);
      }
    }),
    { numRuns: 60 },
  );
});

test('DB-4 edits of tasks and settings give the same rows in any order', async () => {
  const orders = fc
    .array(mergingStep, { minLength: 2, maxLength: 10 })
    .chain((steps) => fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })));
  await fc.assert(
    fc.asyncProperty(orders, async (both) => {
      const ids = fourIds();
      const ends = [];
      for (const steps of both) {
        const person = await addPerson(db);
        for (const step of steps) await callSync(db, person, { changes: [toChange(step, person, ids)] });
        const rows = (await pullAll(db, person))
          .filter(({ table }) => table !== 'users')
          .map(({ row }) => row);
        ends.push([byId(rows, ofServer), await settingsOf(person)]);
      }
      expect(ends[0]).toEqual(ends[1]);
    }),
    { numRuns: 40 },
  );
});
