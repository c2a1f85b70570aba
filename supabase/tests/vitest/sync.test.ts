import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync, pullAll } from './call-sync.ts';
import { actAs, addLogin, addPerson } from './people.ts';
import { device, session, task } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

describe('DB-18, DB-19, DB-21 paging and epochs', () => {
  test('DB-19 at most 500 rows come at once, and the rest behind the cursor', async () => {
    const anna = await addPerson(db);
    for (let call = 0; call < 6; call++)
      await callSync(db, anna, {
        changes: Array.from({ length: 200 }, () => ({ table: 'pomodoro_sessions', row: session() })),
      });
    const first = await callSync(db, anna);
    expect(first.rows).toHaveLength(500);
    expect(first).toMatchObject({ more: true, cursor: 500, head: 1201 });
    const all = await pullAll(db, anna);
    expect(all.map(({ row }) => row.seq)).toEqual(Array.from({ length: 1201 }, (_, index) => index + 1));
  });

  test('DB-18 more than 200 changes, or changes that are no list, are refused as a whole', async () => {
    const anna = await addPerson(db);
    const many = Array.from({ length: 201 }, () => ({ table: 'tasks', row: task() }));
    await expect(callSync(db, anna, { changes: many })).rejects.toMatchObject({
      code: 'PT413',
      message: 'too_many_changes',
      detail: 'One call carries at most 200 changes.',
    });
    for (const changes of [{}, 'tasks', 5])
      await expect(callSync(db, anna, { changes })).rejects.toMatchObject({ code: 'PT400' });
    await expect(callSync(db, anna, { cursor: -1 })).rejects.toMatchObject({ code: 'PT400' });
    expect(await pullAll(db, anna)).toHaveLength(1);
  });

  test('DB-21 the epoch stays, and is another one after a wipe or a restore', async () => {
    const anna = await addPerson(db);
    const { epoch, cursor } = await callSync(db, anna, { changes: [{ table: 'tasks', row: task() }] });
    expect((await callSync(db, anna, { cursor })).epoch).toBe(epoch);
    const restored = await callSync(db, anna, { cursor: cursor + 40 });
    expect(restored.epoch).not.toBe(epoch);
    expect((await callSync(db, anna, { cursor })).epoch).toBe(restored.epoch);
    await db`delete from public.sync_heads where user_id = ${anna.id}`;
    const wiped = await callSync(db, anna, { changes: [{ table: 'tasks', row: task() }] });
    expect(wiped.epoch).not.toBe(restored.epoch);
    expect(wiped.rows.map(({ row }) => row.seq)).toEqual([1, 2, 3]);
  });
});

describe('DB-34, DB-35 devices', () => {
  test('DB-34 a device registers itself, and is seen again only after an hour', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    const first = await callSync(db, anna, { device: laptop });
    expect(first.rows.at(-1)).toMatchObject({
      table: 'devices',
      row: { id: laptop.id, name: 'Firefox', platform: 'Linux' },
    });
    expect((await callSync(db, anna, { cursor: first.cursor, device: laptop })).rows).toEqual([]);
    const named = await callSync(db, anna, { cursor: first.cursor, device: { ...laptop, name: ' Work\n ' } });
    expect(named.rows[0]?.row).toMatchObject({ name: 'Work' });
    await db`update public.devices set last_seen = now() - interval '2 hours' where id = ${laptop.id}`;
    const seen = await callSync(db, anna, { cursor: named.cursor + 1, device: laptop });
    expect(seen.rows).toHaveLength(1);
  });

  test('DB-35 a removed device is signed out, and only a new sign-in on it takes it back', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    const login = await addLogin(db, anna);
    await callSync(db, anna, { device: laptop, claims: { session_id: login } });
    await actAs(db, anna, (tx) => tx`select public.remove_device(${laptop.id})`);
    expect(await db`select from auth.sessions where id = ${login}`).toHaveLength(0);
    const refused = { code: 'PT403', message: 'device_removed' };
    const claims = { session_id: login };
    await expect(callSync(db, anna, { device: laptop, claims })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { device: device(), claims })).rejects.toMatchObject(refused);
    await expect(callSync(db, anna, { claims })).rejects.toMatchObject(refused);
    await actAs(db, anna, (tx) => tx`update public.devices set removed_at = null`);
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject(refused);

    const newLogin = await addLogin(db, anna);
    const back = await callSync(db, anna, { device: laptop, claims: { session_id: newLogin } });
    expect(back.rows.at(-1)?.row).toMatchObject({ id: laptop.id, removed_at: null });
    await expect(callSync(db, anna, { claims })).rejects.toMatchObject({
      code: 'PT401',
      message: 'session_ended',
    });
  });

  test('DB-35 a device is removed by a synced row too', async () => {
    const anna = await addPerson(db);
    const laptop = device();
    await callSync(db, anna, { device: laptop });
    const removed_at = new Date().toISOString();
    await callSync(db, anna, { changes: [{ table: 'devices', row: { id: laptop.id, removed_at } }] });
    await expect(callSync(db, anna, { device: laptop })).rejects.toMatchObject({ code: 'PT403' });
  });

  test('DB-34 a device that is none is refused', async () => {
    const anna = await addPerson(db);
    for (const wrong of [5, 'laptop', [], { name: 'no id' }, { id: 'x' }])
      await expect(callSync(db, anna, { device: wrong })).rejects.toMatchObject({
        code: 'PT400',
        message: 'bad_device',
      });
  });
});
