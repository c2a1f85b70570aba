import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { callSync } from './call-sync.ts';
import { actAs, addLogin, addPerson, type Person } from './people.ts';
import { device } from './rows.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const othersOf = async (person: Person, session_id?: string) => {
  const [row] = await actAs(
    db,
    person,
    (tx) => tx<{ found: Record<string, unknown>[] }[]>`select public.other_logins() as found`,
    session_id === undefined ? {} : { session_id },
  );
  return row?.found ?? [];
};
const end = (person: Person, session_id: string, login: string) =>
  actAs(db, person, (tx) => tx`select public.end_login(${login})`, { session_id });
const loginsOf = async ({ id }: Person) =>
  (await db<{ id: string }[]>`select id from auth.sessions where user_id = ${id}`).map((row) => row.id);

/** Somebody with a browser that syncs. */
async function addOwner() {
  const person = await addPerson(db);
  const own = await addLogin(db, person);
  await callSync(db, person, { device: device(), claims: { session_id: own } });
  return { person, own };
}

describe('DB-82 the logins that no device holds', () => {
  test('are listed with their times, their proof and their program, the last renewed first', async () => {
    const { person, own } = await addOwner();
    const [old, script] = [await addLogin(db, person), await addLogin(db, person)];
    await db`
      update auth.sessions
      set created_at = '2026-11-01T10:00Z', updated_at = '2026-11-02T10:00Z', user_agent = ${'x'.repeat(1000)}
      where id = ${old}`;
    for (const method of ['password', 'totp'])
      await db`
        insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
        values (${randomUUID()}, ${script}, ${method}, clock_timestamp(), now())`;
    const found = await othersOf(person, own);
    expect(found).toMatchObject([
      { id: script, methods: ['password', 'totp'], user_agent: null },
      { id: old, methods: [], user_agent: 'x'.repeat(300) },
    ]);
    expect(Object.keys(found[0] ?? {}).sort()).toEqual([
      'created_at',
      'id',
      'methods',
      'renewed_at',
      'user_agent',
    ]);
    expect(Date.parse(String(found[1]?.['created_at']))).toBe(Date.UTC(2026, 10, 1, 10));
    expect(Date.parse(String(found[1]?.['renewed_at']))).toBe(Date.UTC(2026, 10, 2, 10));
  });

  test('a login that syncs, one that is past its time and those of others are not', async () => {
    const { person, own } = await addOwner();
    const stranger = await addOwner();
    await addLogin(db, stranger.person);
    const [synced, over] = [await addLogin(db, person), await addLogin(db, person)];
    expect(await othersOf(person, own)).toHaveLength(2);
    await callSync(db, person, { device: device(), claims: { session_id: synced } });
    await db`update auth.sessions set not_after = now() where id = ${over}`;
    expect(await othersOf(person, own)).toEqual([]);
    // A server, which has no login, and a browser that has not synced yet see what the others do.
    expect(await othersOf(person)).toEqual([]);
    const fresh = await addLogin(db, person);
    expect(await othersOf(person, fresh)).toEqual([]);
    expect(await othersOf(person)).toMatchObject([{ id: fresh }]);
  });

  test('are a hundred at most', async () => {
    const { person, own } = await addOwner();
    await db`
      insert into auth.sessions (id, user_id, created_at)
      select gen_random_uuid(), ${person.id}, now() - make_interval(days => n) from generate_series(1, 120) n`;
    expect(await othersOf(person, own)).toHaveLength(100);
  });

  test('where Auth keeps no proofs they are listed without', async () => {
    const { person, own } = await addOwner();
    const script = await addLogin(db, person);
    await db`alter table auth.mfa_amr_claims rename to elsewhere`;
    try {
      expect(await othersOf(person, own)).toMatchObject([{ id: script, methods: [] }]);
    } finally {
      await db`alter table auth.elsewhere rename to mfa_amr_claims`;
    }
  });
});

describe('DB-83 ending one of them', () => {
  test('ends that one, and ending it again does nothing', async () => {
    const { person, own } = await addOwner();
    const [script, other] = [await addLogin(db, person), await addLogin(db, person)];
    await end(person, own, script);
    await end(person, own, script);
    expect((await loginsOf(person)).sort()).toEqual([own, other].sort());
    await expect(othersOf(person, script)).rejects.toMatchObject({ code: 'PT401', message: 'session_ended' });
  });

  test('ends no login of somebody else, of a device or of the caller', async () => {
    const { person, own } = await addOwner();
    const stranger = await addOwner();
    const script = await addLogin(db, stranger.person);
    const phone = await addLogin(db, person);
    await callSync(db, person, { device: device(), claims: { session_id: phone } });
    for (const login of [script, stranger.own, phone, own]) await end(person, own, login);
    expect((await loginsOf(person)).sort()).toEqual([own, phone].sort());
    expect((await loginsOf(stranger.person)).sort()).toEqual([stranger.own, script].sort());
  });

  test('a login that has ended, and nobody, can neither list nor end', async () => {
    const { person, own } = await addOwner();
    const [script, ended] = [await addLogin(db, person), await addLogin(db, person)];
    await end(person, own, ended);
    await expect(end(person, ended, script)).rejects.toMatchObject({ code: 'PT401' });
    await expect(othersOf(person, ended)).rejects.toMatchObject({ code: 'PT401' });
    for (const call of [
      actAs(db, null, (tx) => tx`select public.other_logins()`),
      actAs(db, null, (tx) => tx`select public.end_login(${script})`),
    ])
      await expect(call).rejects.toMatchObject({ code: '42501' });
    expect(await loginsOf(person)).toContain(script);
  });
});
