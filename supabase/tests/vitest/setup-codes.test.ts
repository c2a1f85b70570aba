import { createHash, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/connect.ts';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { actAs, addLogin, addPerson, type Person } from './people.ts';

const database = await freshDatabase();
const db = connect(database.url);
afterAll(async () => {
  await db.end();
  await database.drop();
});

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

interface Offered {
  person: Person;
  login: string;
  secret: string;
}

const offer = ({ person, login, secret }: Offered) =>
  actAs(db, person, (tx) => tx`select public.offer_setup_code(${hashOf(secret)})`, { session_id: login });

async function offered(): Promise<Offered> {
  const person = await addPerson(db);
  await db`update auth.users set email_confirmed_at = now() where id = ${person.id}`;
  const one = { person, login: await addLogin(db, person), secret: randomUUID() };
  await offer(one);
  return one;
}

async function follow({ person, login, secret }: Offered): Promise<unknown> {
  const [row] = await actAs(
    db,
    person,
    (tx) => tx<{ found: unknown }[]>`select public.follow_setup_code(${hashOf(secret)}) as found`,
    { session_id: login },
  );
  return row?.found;
}

/** Redeems as the Edge Function does: with the role of the secret key, for somebody whom nobody knows yet. */
async function redeem(
  { person, secret }: Pick<Offered, 'person' | 'secret'>,
  { address = person.email, device = 'Firefox · Linux', peer = secret } = {},
) {
  let found: Record<string, unknown> = {};
  await db.begin(async (tx) => {
    await tx`select set_config('role', 'service_role', true)`;
    const [row] = await tx<{ found: Record<string, unknown> }[]>`
      select public.redeem_setup_code(${hashOf(secret)}, ${address}, ${device}, ${peer}) as found`;
    found = row?.found ?? {};
  });
  return found;
}

const over = { state: 'over' };

describe('DB-63 the secret of a setup code', () => {
  test('names the account of its login once, and tells that login who used it', async () => {
    const one = await offered();
    expect(await follow(one)).toEqual({ state: 'open', used_by: null });
    expect(await redeem(one, { address: one.person.email.toUpperCase() })).toEqual({
      state: 'open',
      user_id: one.person.id,
      email: one.person.email,
    });
    expect(await redeem(one)).toEqual(over);
    expect(await follow(one)).toEqual({ state: 'used', used_by: 'Firefox · Linux' });
  });

  test('is redeemed once by two at the same time', async () => {
    const one = await offered();
    const answers = await Promise.all([redeem(one), redeem(one), redeem(one)]);
    expect(answers.filter(({ state }) => state === 'open')).toHaveLength(1);
    expect(answers.filter(({ state }) => state === 'over')).toHaveLength(2);
  });

  test('is kept as a hash only, for five minutes', async () => {
    const one = await offered();
    const [row] = await db<{ text: string }[]>`
      select to_jsonb(c)::text as text from baton.setup_codes c where user_id = ${one.person.id}`;
    expect(row?.text).not.toContain(one.secret);
    await db`
      update baton.setup_codes set made_at = now() - interval '5 minutes' where user_id = ${one.person.id}`;
    expect(await follow(one)).toEqual({ ...over, used_by: null });
    expect(await redeem(one)).toEqual(over);
    expect(await db`select from baton.setup_codes where user_id = ${one.person.id}`).toHaveLength(0);
  });

  test('ends when it is taken back, and when its login offers another', async () => {
    const one = await offered();
    await actAs(db, one.person, (tx) => tx`select public.revoke_setup_code(${hashOf(one.secret)})`, {
      session_id: one.login,
    });
    expect([await follow(one), await redeem(one)]).toEqual([{ ...over, used_by: null }, over]);
    const [first, next] = [
      { ...one, secret: randomUUID() },
      { ...one, secret: randomUUID() },
    ];
    await offer(first);
    await offer(next);
    expect(await redeem(first)).toEqual(over);
    expect(await redeem(next)).toMatchObject({ state: 'open' });
  });

  test('what a browser calls itself is one short line', async () => {
    const one = await offered();
    await redeem(one, { device: `\n\tA${'a'.repeat(200)}` });
    expect(await follow(one)).toEqual({ state: 'used', used_by: `A${'a'.repeat(99)}` });
    const other = await offered();
    await redeem(other, { device: '\n' });
    expect(await follow(other)).toEqual({ state: 'used', used_by: '?' });
  });
});

describe('DB-64 a secret opens nothing', () => {
  const cases: [string, (one: Offered) => Promise<unknown>][] = [
    ['whose login was ended', ({ login }) => db`delete from auth.sessions where id = ${login}`],
    [
      'whose login is past its time',
      ({ login }) => db`update auth.sessions set not_after = now() where id = ${login}`,
    ],
    [
      'whose account was banned',
      ({ person }) =>
        db`update auth.users set banned_until = now() + interval '1 hour' where id = ${person.id}`,
    ],
    ['whose account was deleted', ({ person }) => db`delete from auth.users where id = ${person.id}`],
    [
      'whose account is marked as deleted',
      ({ person }) => db`update auth.users set deleted_at = now() where id = ${person.id}`,
    ],
    [
      'whose address is not confirmed',
      ({ person }) => db`update auth.users set email_confirmed_at = null where id = ${person.id}`,
    ],
    [
      'whose account has another address now',
      ({ person }) => db`update auth.users set email = ${`new-${person.email}`} where id = ${person.id}`,
    ],
  ];
  test.each(cases)('%s', async (_, happens) => {
    const one = await offered();
    await happens(one);
    expect(await redeem(one)).toEqual(over);
  });

  test('that names the account of somebody else', async () => {
    const [one, other] = [await offered(), await offered()];
    expect(await redeem(one, { address: other.person.email })).toEqual(over);
    expect(await follow({ ...other, secret: one.secret })).toEqual({ ...over, used_by: null });
  });

  test('and can be offered by nobody whose login has ended', async () => {
    const one = await offered();
    await db`delete from auth.sessions where id = ${one.login}`;
    await expect(offer({ ...one, secret: randomUUID() })).rejects.toMatchObject({ code: 'PT401' });
    await expect(follow(one)).rejects.toMatchObject({ code: 'PT401' });
  });

  test.each(['', 'a', 'A'.repeat(64), `${'a'.repeat(63)}g`])('that is no hash: %j', async (hash) => {
    const { person, login } = await offered();
    const offering = actAs(db, person, (tx) => tx`select public.offer_setup_code(${hash})`, {
      session_id: login,
    });
    await expect(offering).rejects.toMatchObject({ code: 'PT400' });
  });

  test('that a person redeems: only a server may', async () => {
    const { person, login, secret } = await offered();
    for (const who of [person, null])
      await expect(
        actAs(
          db,
          who,
          (tx) => tx`select public.redeem_setup_code(${hashOf(secret)}, ${person.email}, 'A', 'B')`,
          who ? { session_id: login } : {},
        ),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('DB-65 guesses and floods', () => {
  test('after ten wrong secrets a peer waits, with a right one, too; others do not', async () => {
    const one = await offered();
    const peer = randomUUID();
    for (let guess = 0; guess < 10; guess += 1)
      expect(await redeem({ ...one, secret: randomUUID() }, { peer })).toEqual(over);
    expect(await redeem(one, { peer })).toEqual({ state: 'wait' });
    await db`update baton.setup_code_guesses set last_at = now() - interval '5 minutes' where peer = ${peer}`;
    expect(await redeem(one, { peer })).toMatchObject({ state: 'open' });
    expect(await redeem(await offered(), { peer })).toMatchObject({ state: 'open' });
  });

  test('a person offers ten in five minutes, whatever became of them', async () => {
    const one = await offered();
    for (let more = 0; more < 9; more += 1) await offer({ ...one, secret: randomUUID() });
    const again = () => offer({ ...one, secret: randomUUID() });
    await expect(again()).rejects.toMatchObject({ code: 'PT429' });
    await db`
      update baton.setup_codes set made_at = now() - interval '5 minutes' where user_id = ${one.person.id}`;
    await again();
  });
});

describe('DB-66 a login that a setup code brought', () => {
  test('proves no address, so a stranger who waits cannot make one to claim the account', async () => {
    const person = await addPerson(db);
    await db`
      update auth.users set encrypted_password = 'a hash', email_confirmed_at = now() where id = ${person.id}`;
    const login = await addLogin(db, person);
    await db`
      insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
      values (${randomUUID()}, ${login}, 'otp', now(), now())`;
    const claims = { session_id: login, amr: [{ method: 'otp', timestamp: 1 }] };
    const ask = () => actAs(db, person, (tx) => tx`select public.other_ways_in() as ways`, claims);
    expect(await ask()).toMatchObject([{ ways: { open: true } }]);
    await db.begin(async (tx) => {
      await tx`select set_config('role', 'service_role', true)`;
      await tx`select public.note_setup_code_login(${login})`;
    });
    expect(await ask()).toMatchObject([{ ways: { open: false } }]);
    await expect(
      actAs(db, person, (tx) => tx`select public.claim_account(true)`, claims),
    ).rejects.toMatchObject({ code: 'PT409' });
  });

  test('is noted by a server only, and forgotten once it has ended', async () => {
    const one = await offered();
    const note = (login: string) =>
      db.begin(async (tx) => {
        await tx`select set_config('role', 'service_role', true)`;
        await tx`select public.note_setup_code_login(${login})`;
      });
    await note(one.login);
    const next = await addLogin(db, one.person);
    await db`delete from auth.sessions where id = ${one.login}`;
    await note(next);
    const rows = await db`select session_id from baton.setup_code_logins where user_id = ${one.person.id}`;
    expect(rows).toEqual([{ session_id: next }]);
    await expect(note(randomUUID())).rejects.toMatchObject({ code: 'PT404' });
    await expect(
      actAs(db, one.person, (tx) => tx`select public.note_setup_code_login(${next})`, { session_id: next }),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
