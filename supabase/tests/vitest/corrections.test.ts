import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll, type Row } from './call-sync.ts';
import { actAs, addPerson, type Person } from './people.ts';
import { session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const table = 'pomodoro_sessions';
const now: unknown = expect.toSatisfy((at: number) => Math.abs(at - Date.now()) < 60_000);
const at = (minutes: number) => `2026-01-01T10:${String(minutes).padStart(2, '0')}:00+00:00`;
const instant = (text: unknown) => Date.parse(String(text));
const byHand = 100_001;

async function write(person: Person, row: Row, cursor = 1e9) {
  const { head } = await callSync(db, person);
  return callSync(db, person, { cursor: Math.min(cursor, head), changes: [{ table, row }] });
}
const find = async (person: Person, id: string) =>
  (await pullAll(db, person)).find(({ row }) => row.id === id)?.row;
const inMinutes = (row: Row | undefined) => ({
  start: (instant(row?.['start_time']) - instant(at(0))) / 60_000,
  end: (instant(row?.['end_time']) - instant(at(0))) / 60_000,
  active: Number(row?.['active_time']) / 60_000,
});

describe('DB-69, DB-70 corrections through sync()', () => {
  test('DB-69 corrections of different fields both stay, of one field the later one, in any order', async () => {
    const row = session({ task_id: null });
    const task_id = 'a0000000-0000-4000-8000-000000000001';
    const made: Row[] = [
      { ...row, start_time: '2026-01-01T09:55:00Z', active_time: 30 * 60_000, edited: { start_time: 10 } },
      { ...row, end_time: at(30), active_time: 30 * 60_000, edited: { end_time: 20 } },
      { ...row, session_type: 'short_break', edited: { session_type: 5 } },
      { ...row, session_type: 'long_break', edited: { session_type: 6 } },
      { ...row, task_id, edited: { task_id: 7 } },
      { ...row, completed: false, outcome: 'stopped', counts: false, edited: { counts: 8 } },
      { ...row, note: 'first draft', edited: { note: 9 } },
      { ...row, note: null, edited: { note: 4 } },
      { ...row, internal_interruptions: 4, edited: { internal_interruptions: 11 } },
      { ...row, end_time: at(26), active_time: 26 * 60_000 },
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(made, { minLength: made.length }),
        fc.boolean(),
        async (order, isBehind) => {
          const anna = await addPerson(db);
          await write(anna, row);
          for (const one of order) await write(anna, one, isBehind ? 0 : 1e9);
          const stored = await find(anna, row.id);
          expect(inMinutes(stored)).toEqual({ start: -5, end: 30, active: 35 });
          expect(stored).toMatchObject({
            session_type: 'long_break',
            task_id,
            completed: false,
            outcome: 'stopped',
            rules: byHand,
            note: 'first draft',
            internal_interruptions: 4,
            edited: {
              internal_interruptions: 11,
              start_time: 10,
              end_time: 20,
              session_type: 6,
              task_id: 7,
              counts: 8,
              note: 9,
            },
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  test('DB-69 a row without times of corrections changes none of them, and its sender gets the row again', async () => {
    const anna = await addPerson(db);
    const row = session();
    await write(anna, row);
    await write(anna, { ...row, end_time: at(20), active_time: 20 * 60_000, edited: { end_time: 9 } });
    const { head } = await callSync(db, anna);
    const reply = await callSync(db, anna, { cursor: head, changes: [{ table, row }] });
    expect(reply.rows.map(({ row: { id, rules } }) => [id, rules])).toEqual([[row.id, byHand]]);
    expect(inMinutes(reply.rows[0]?.row)).toEqual({ start: 0, end: 20, active: 20 });
    const stopped = { ...row, completed: false, outcome: 'skipped', rules: 2 };
    await write(anna, stopped);
    expect(await find(anna, row.id)).toMatchObject({
      outcome: 'skipped',
      completed: false,
      rules: byHand + 1,
    });
  });

  test('DB-69 of a sender that has not read the row only what it corrected counts', async () => {
    const anna = await addPerson(db);
    const row = session();
    await write(anna, row);
    await write(anna, { ...row, end_time: at(24), active_time: 24 * 60_000, preset_type: 'long' });
    await write(anna, { ...row, session_type: 'long_break', edited: { session_type: 5 } }, 0);
    expect(await find(anna, row.id)).toMatchObject({ session_type: 'long_break', preset_type: 'long' });
    expect(inMinutes(await find(anna, row.id))).toMatchObject({ end: 24, active: 24 });
  });

  test('DB-69 a note alone leaves the session as it was, and no row without its time changes it', async () => {
    const anna = await addPerson(db);
    const row = session({ outcome: 'skipped', completed: false });
    await write(anna, row);
    const before = await find(anna, row.id);
    await write(anna, { ...row, note: 'called away', edited: { note: 5 } }, 0);
    for (const later of [row, { ...row, note: null }, { ...row, note: 'forged', edited: {} }])
      await write(anna, later);
    const { seq: _seq, ...stored } = (await find(anna, row.id)) ?? {};
    expect({ ...before, ...stored }).toEqual({
      ...before,
      ...stored,
      note: 'called away',
      edited: { note: 5 },
    });
    expect(stored).toMatchObject({ outcome: 'skipped', rules: byHand });
    expect(inMinutes(await find(anna, row.id))).toEqual(inMinutes(before));
    await actAs(db, anna, (tx) => tx`update public.pomodoro_sessions set note = 'over REST'`);
    expect(await find(anna, row.id)).toMatchObject({ note: 'over REST', edited: { note: now } });
  });

  test('DB-70 of a start and an end that contradict each other the one that was corrected later stays', async () => {
    const row = session();
    const start = { ...row, start_time: at(20), active_time: 5 * 60_000, edited: { start_time: 10 } };
    const end = { ...row, end_time: at(10), active_time: 10 * 60_000, edited: { end_time: 20 } };
    for (const order of [
      [start, end],
      [end, start],
    ]) {
      const anna = await addPerson(db);
      await write(anna, row);
      for (const one of order) expect((await write(anna, one)).rejected).toEqual([]);
      expect(inMinutes(await find(anna, row.id))).toEqual({ start: 10, end: 10, active: 0 });
    }
  });

  test('DB-70 a deleted session is void for every version, and comes back as it was', async () => {
    const anna = await addPerson(db);
    const named = task();
    const row = session({ task_id: named.id });
    await callSync(db, anna, { changes: [{ table: 'tasks', row: named }] });
    await write(anna, row);
    const counted = async () => (await find(anna, named.id))?.['completed_pomodoros'];
    expect(await counted()).toBe(1);
    const deleted_at = '2026-01-02T10:00:00Z';
    await write(anna, { ...row, deleted_at, edited: { deleted_at: 5 } });
    expect(await find(anna, row.id)).toMatchObject({ outcome: 'void', completed: false });
    expect(await counted()).toBe(0);
    await write(anna, row);
    await write(anna, { ...row, counts: true, edited: { counts: 6 } }, 0);
    expect(await find(anna, row.id)).toMatchObject({ outcome: 'void', completed: false, counts: true });
    await write(anna, { ...row, deleted_at: null, edited: { deleted_at: 7 } });
    expect(await find(anna, row.id)).toMatchObject({
      outcome: 'completed',
      completed: true,
      deleted_at: null,
    });
    expect(inMinutes(await find(anna, row.id))).toEqual({ start: 0, end: 25, active: 25 });
    expect(await counted()).toBe(1);
  });

  test('DB-70 a corrected end stays where the replay finds the session void or open', async () => {
    for (const outcome of ['void', 'running']) {
      const anna = await addPerson(db);
      const row = session();
      const gone = { ...row, end_time: null, active_time: 0, completed: false, outcome };
      await write(anna, { ...row, end_time: at(20), active_time: 20 * 60_000, edited: { end_time: 9 } });
      await write(anna, gone);
      expect(await find(anna, row.id)).toMatchObject({ outcome: 'stopped', completed: false });
      expect(inMinutes(await find(anna, row.id))).toEqual({ start: 0, end: 20, active: 20 });
    }
  });

  test('DB-69 corrections of a device that was away for too long count, and what it computed does not', async () => {
    const anna = await addPerson(db);
    const row = session();
    await write(anna, row);
    await db`update public.sync_heads set horizon = head where user_id = ${anna.id}`;
    const late = {
      ...row,
      end_time: at(10),
      preset_type: 'long',
      session_type: 'long_break',
      edited: { session_type: 5 },
    };
    await callSync(db, anna, { cursor: 1, changes: [{ table, row: late }] });
    expect(await find(anna, row.id)).toMatchObject({ session_type: 'long_break', preset_type: 'short' });
    expect(inMinutes(await find(anna, row.id))).toMatchObject({ end: 25 });
  });

  test('DB-69 the time of a correction lies in no future, and bad ones are refused with a sentence', async () => {
    const anna = await addPerson(db);
    const row = session({
      session_type: 'long_break',
      edited: { session_type: Date.now() + 1e9, unknown: 4 },
    });
    await write(anna, row);
    expect((await find(anna, row.id))?.['edited']).toEqual({ session_type: now });
    expect((await write(anna, session({ edited: [] }))).rejected).toMatchObject([
      {
        rule: 'pomodoro_sessions_edited_check',
        reason: 'The times of corrections are numbers, in milliseconds.',
      },
    ]);
  });

  test('SYNC-38 a reply names the columns that an earlier server lacks', async () => {
    const anna = await addPerson(db);
    expect(await callSync(db, anna)).toMatchObject({
      columns: expect.arrayContaining([
        'pomodoro_sessions.edited',
        'pomodoro_sessions.note',
        'pomodoro_sessions.internal_interruptions',
        'pomodoro_sessions.external_interruptions',
      ]) as unknown,
    });
  });
});

describe('DB-71 corrections by other writers', () => {
  test('DB-71 what a person changes over REST or in the dashboard is corrected now, and the minutes follow', async () => {
    for (const isDashboard of [false, true]) {
      const anna = await addPerson(db);
      const row = session({ end_time: at(30) });
      await write(anna, row);
      await actAs(db, anna, (tx) => tx`update public.pomodoro_sessions set preset_type = 'long'`);
      expect(await find(anna, row.id)).toMatchObject({ edited: {}, rules: 1 });
      if (isDashboard)
        await db`update public.pomodoro_sessions set end_time = ${at(28)} where id = ${row.id}`;
      else await actAs(db, anna, (tx) => tx`update public.pomodoro_sessions set end_time = ${at(28)}`);
      expect(await find(anna, row.id)).toMatchObject({ edited: { end_time: now }, rules: byHand });
      expect(inMinutes(await find(anna, row.id))).toEqual({ start: 0, end: 28, active: 23 });
      await write(anna, row);
      expect(inMinutes(await find(anna, row.id))).toMatchObject({ end: 28 });
    }
  });

  test('DB-71 whether it counts is corrected by either of its columns', async () => {
    const anna = await addPerson(db);
    const row = session();
    await write(anna, row);
    await actAs(db, anna, (tx) => tx`update public.pomodoro_sessions set completed = false`);
    expect(await find(anna, row.id)).toMatchObject({
      outcome: 'stopped',
      counts: false,
      edited: { counts: now },
    });
    await actAs(db, anna, (tx) => tx`update public.pomodoro_sessions set outcome = 'completed'`);
    expect(await find(anna, row.id)).toMatchObject({ completed: true, counts: true });
  });

  test("DB-71 a session that a script adds counts as by hand, one with rules as a replay's", async () => {
    const anna = await addPerson(db);
    await actAs(
      db,
      anna,
      (tx) => tx`insert into public.pomodoro_sessions
        (start_time, end_time, session_type, completed, current_session_number, rules)
        values (${at(0)}, ${at(25)}, 'work', true, 1, 0), (${at(0)}, ${at(25)}, 'work', true, 2, 1)`,
    );
    const rows = (await pullAll(db, anna)).filter((one) => one.table === table).map(({ row }) => row);
    expect(rows.map(({ rules }) => rules)).toEqual([100_000, 1]);
    expect(rows.map(({ edited }) => Object.keys(edited as Row).length)).toEqual([5, 0]);
  });

  test('DB-71 a session that is deleted over REST or in the dashboard leaves a mark', async () => {
    const anna = await addPerson(db);
    const rows = [session(), session()];
    for (const row of rows) await write(anna, row);
    await actAs(db, anna, (tx) => tx`delete from public.pomodoro_sessions where id = ${rows[0]?.id ?? ''}`);
    await db`delete from public.pomodoro_sessions where id = ${rows[1]?.id ?? ''}`;
    for (const { id } of rows) {
      expect(await find(anna, id)).toMatchObject({ outcome: 'void', edited: { deleted_at: now } });
    }
    await actAs(db, anna, (tx) => tx`delete from public.pomodoro_sessions`);
    expect(await find(anna, rows[0]?.id ?? '')).toBeDefined();
    await db`delete from auth.users where id = ${anna.id}`;
    expect(await db`select from public.pomodoro_sessions where user_id = ${anna.id}`).toHaveLength(0);
  });
});
