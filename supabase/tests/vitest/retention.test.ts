import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { sessionRow } from '../../../lib/corrections/session-row.ts';
import { encodeChange } from '../../../lib/sync/wire/codec.ts';
import type { Checkpoint } from '../../../lib/timer/checkpoint.ts';
import { replay } from '../../../lib/timer/replay.ts';
import type { Slot } from '../../../lib/timer/timer.ts';
import { checkpointSets } from '../../../lib/timer/testing/arbitrary-checkpoints.ts';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, type Json } from './call-sync.ts';
import { addPerson, type Person } from './people.ts';
import { checkpoint, device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day).toISOString();
const retain = async (person: Person) => db`select baton.retain_person(${person.id}, '30 days')`;
const idsOf = async (person: Person, table: string) =>
  (await pullAll(db, person)).filter((row) => row.table === table).map(({ row }) => row.id);

/** A session that started and stopped this many days ago. */
function run(days: number) {
  const session_id = randomUUID();
  const start = checkpoint({ session_id, timestamp: ago(days) });
  const stop = checkpoint({ session_id, timestamp: ago(days - 0.01), checkpoint_type: 'stop' });
  const end = { end_time: ago(days - 0.01), outcome: 'stopped', completed: false };
  const row = session({ id: session_id, start_time: ago(days), ...end });
  const changes = [
    { table: 'pomodoro_checkpoints', row: start },
    { table: 'pomodoro_checkpoints', row: stop },
    { table: 'pomodoro_sessions', row },
  ];
  return { start, stop, row, changes };
}

/** How far back a start can be moved is judged by history, too, once the acts of the session before are gone (ENGINE-9). */
const withoutFloor = (slot: Slot | null) => slot && { ...slot, free_from: null };

describe('DB-36 checkpoints', () => {
  test('those of sessions over 30 days old are removed; the sessions and the newest 50 acts stay', async () => {
    const anna = await addPerson(db);
    const old = Array.from({ length: 10 }, (_, index) => run(100 - index));
    const recent = Array.from({ length: 25 }, (_, index) => run(29 - index));
    for (const { changes } of [...old, ...recent]) await callSync(db, anna, { changes });
    await retain(anna);
    expect(await idsOf(anna, 'pomodoro_checkpoints')).toEqual(
      recent.flatMap(({ start, stop }) => [start.id, stop.id]),
    );
    expect(await idsOf(anna, 'pomodoro_sessions')).toHaveLength(35);
  });

  test('of somebody who stopped using Baton the last acts stay, and with them the session in the slot', async () => {
    const anna = await addPerson(db);
    const last = run(400);
    await callSync(db, anna, { changes: last.changes });
    await retain(anna);
    expect(await idsOf(anna, 'pomodoro_checkpoints')).toHaveLength(2);
  });

  test('what is left replays to what it was', async () => {
    const length = 12;
    const segments = fc.array(checkpointSets, { minLength: length, maxLength: length });
    await fc.assert(
      fc.asyncProperty(segments, async (parts) => {
        const anna = await addPerson(db);
        const now = Date.now();
        const uuid = (name: string) =>
          createHash('md5')
            .update(`${anna.id} ${name}`)
            .digest('hex')
            .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
        // Twelve histories, four days apart. One may still be running when the next begins.
        const all = parts.flatMap((part, index) =>
          part.map((each): Checkpoint => {
            const rename = <T extends string | null>(name: T) =>
              name === null ? null : uuid(`${index} ${name}`);
            return {
              ...each,
              id: uuid(`${index} ${each.id}`),
              session_id: uuid(`${index} ${each.session_id}`),
              device_id: uuid(each.device_id),
              task_id: rename(each.task_id),
              parent_id: rename(each.parent_id),
              follows: rename(each.follows),
              timestamp: Math.floor(now - (length - index) * 4 * day) + each.timestamp,
            };
          }),
        );
        const before = replay(all, now);
        const rows = before.sessions
          .filter(({ ended_at }) => ended_at !== null)
          .map((record) => ({ table: 'pomodoro_sessions' as const, row: sessionRow(record) }));
        const acts = all.map((row) => ({ table: 'pomodoro_checkpoints' as const, row }));
        const changes = [...acts, ...rows].map(
          (change) => JSON.parse(JSON.stringify(encodeChange(change))) as Json,
        );
        for (let from = 0; from < changes.length; from += 200)
          expect((await callSync(db, anna, { changes: changes.slice(from, from + 200) })).rejected).toEqual(
            [],
          );
        await retain(anna);

        const left = new Set(await idsOf(anna, 'pomodoro_checkpoints'));
        const after = replay(
          all.filter(({ id }) => left.has(id)),
          now,
        );
        const kept = new Set(all.filter(({ id }) => left.has(id)).map(({ session_id }) => session_id));
        expect(withoutFloor(after.timer.slot)).toEqual(withoutFloor(before.timer.slot));
        expect(after.sessions).toEqual(before.sessions.filter(({ id }) => kept.has(id)));
      }),
      { numRuns: 25 },
    );
  });
});

describe('DB-37 marks', () => {
  test('a deletion mark goes when every device in use has been seen after it', async () => {
    const anna = await addPerson(db);
    const [laptop, phone] = [device(), device()];
    const row = task();
    await callSync(db, anna, { device: laptop, changes: [{ table: 'tasks', row }] });
    await callSync(db, anna, { device: phone });
    await db`update public.tasks set deleted_at = ${ago(40)} where id = ${row.id}`;
    const seen = async (id: string, days: number) =>
      db`update public.devices set last_seen = ${ago(days)} where id = ${id}`;
    await seen(phone.id, 50);
    await retain(anna);
    expect(await idsOf(anna, 'tasks')).toEqual([row.id]);
    await seen(phone.id, 39);
    await retain(anna);
    expect(await idsOf(anna, 'tasks')).toEqual([]);
  });

  test('a device that has been away for over a year holds up no mark', async () => {
    const anna = await addPerson(db);
    const [laptop, phone] = [device(), device()];
    const row = task();
    await callSync(db, anna, { device: laptop, changes: [{ table: 'tasks', row }] });
    await callSync(db, anna, { device: phone });
    await db`update public.tasks set deleted_at = ${ago(40)} where id = ${row.id}`;
    await db`update public.devices set last_seen = ${ago(400)} where id = ${phone.id}`;
    await retain(anna);
    expect(await idsOf(anna, 'tasks')).toEqual([]);
  });
});

test('DB-19 DB-38 a new device gets all of a long history, whatever retention removed of it', async () => {
  const anna = await addPerson(db);
  for (let days = 310; days > 30; days -= 20) {
    const runs = Array.from({ length: 40 }, (_, place) => run(days - place / 10));
    await callSync(db, anna, { changes: runs.flatMap(({ changes }) => changes) });
  }
  await retain(anna);
  const [heads] = await db<{ horizon: string }[]>`
    select horizon from public.sync_heads where user_id = ${anna.id}`;
  const first = await callSync(db, anna, { cursor: 0 });
  expect(first.rows.length).toBeGreaterThan(500);
  expect(first.cursor).toBeGreaterThanOrEqual(Number(heads?.horizon));
  const rows = await pullAll(db, anna);
  expect(rows.filter(({ table }) => table === 'pomodoro_sessions')).toHaveLength(560);
});

describe('DB-38 a device that was away', () => {
  test('is told to pull everything again, and its incomplete history overwrites nothing', async () => {
    const anna = await addPerson(db);
    const first = run(100);
    const { cursor, epoch } = await callSync(db, anna, { changes: first.changes });
    for (let days = 99; days > 0; days -= 3) await callSync(db, anna, { changes: run(days).changes });
    await retain(anna);
    const act = checkpoint();
    const reply = await callSync(db, anna, {
      cursor,
      changes: [
        { table: 'pomodoro_sessions', row: { ...first.row, outcome: 'completed', completed: true } },
        { table: 'pomodoro_checkpoints', row: act },
      ],
    });
    expect(reply).toMatchObject({ rows: [], cursor: 0, more: true, rejected: [] });
    expect(reply.epoch).not.toBe(epoch);
    const afresh = await callSync(db, anna, { cursor: 0 });
    expect(afresh.epoch).toBe(epoch);
    const rows = new Map((await pullAll(db, anna)).map(({ row }) => [row.id, row]));
    expect(rows.get(first.row.id)).toMatchObject({ outcome: 'stopped' });
    expect(rows.has(act.id)).toBe(true);
    expect((await callSync(db, anna, { cursor: afresh.cursor })).epoch).toBe(epoch);
  });
});

test('DB-39 the job takes the people first whom it has not looked at for longest, a few at a time, and skips who is writing', async () => {
  const people = await Promise.all([0, 1, 2].map(async () => addPerson(db)));
  const looked = async () => {
    const rows = await db<{ user_id: string }[]>`
      select user_id from public.sync_heads
      where user_id = any (${people.map(({ id }) => id)}) and retained_at is not null`;
    return rows.map(({ user_id }) => user_id);
  };
  await db`update public.sync_heads set retained_at = now() where retained_at is null`;
  await db`update public.sync_heads set retained_at = null where user_id = any (${people.map(({ id }) => id)})`;
  await db`call baton.run_retention(1)`;
  expect(await looked()).toHaveLength(1);
  const other = connect(database.url);
  try {
    await db.begin(async (tx) => {
      await tx`select from public.sync_heads where retained_at is null limit 1 for no key update`;
      await other`call baton.run_retention(5)`;
    });
    expect(await looked()).toHaveLength(2);
    await other`call baton.run_retention(5)`;
    expect(await looked()).toHaveLength(3);
  } finally {
    await other.end();
  }
});
