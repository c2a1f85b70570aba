import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
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

/** A login, and what its token says of how it was proven. */
interface Login {
  person: Person;
  login: string;
  said: string[];
}

const now = () => Math.floor(Date.now() / 1000);

/** Somebody with a password and one older login of it, as whoever signed up with the address has. */
async function addPrepared(): Promise<{ person: Person; first: string }> {
  const person = await addPerson(db);
  await db`
    update auth.users
    set encrypted_password = 'a hash', email_confirmed_at = now(), created_at = now() - interval '1 day'
    where id = ${person.id}`;
  return { person, first: (await signIn(person, ['password'])).login };
}

/** A login, and what the token and the database say of how it was proven. */
async function signIn(person: Person, said: string[], kept = said): Promise<Login> {
  const login = await addLogin(db, person);
  for (const method of kept)
    await db`
      insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
      values (${randomUUID()}, ${login}, ${method}, now(), now())`;
  return { person, login, said };
}

function actBy<T>({ person, login, said }: Login, work: (tx: TransactionSql) => Promise<T>) {
  const amr = said.map((method) => ({ method, timestamp: now() }));
  return actAs(db, person, work, { session_id: login, amr });
}

async function waysIn(by: Login): Promise<Record<string, unknown>> {
  const [found] = await actBy(
    by,
    (tx) => tx<{ ways: Record<string, unknown> }[]>`select public.other_ways_in() as ways`,
  );
  return found?.ways ?? {};
}

const claim = (by: Login, keep: boolean) => actBy(by, (tx) => tx`select public.claim_account(${keep})`);

async function loginsOf({ id }: Person): Promise<string[]> {
  const rows = await db<{ id: string }[]>`select id from auth.sessions where user_id = ${id}`;
  return rows.map((row) => row.id);
}

async function passwordOf({ id }: Person) {
  const [row] = await db<
    { hash: string }[]
  >`select encrypted_password as hash from auth.users where id = ${id}`;
  return row?.hash;
}

const addIdentity = ({ id }: Person, provider: string, data: Record<string, unknown>) => db`
  insert into auth.identities (id, provider, provider_id, user_id, identity_data)
  values (${randomUUID()}, ${provider}, ${randomUUID()}, ${id}, ${db.json(data as never)})`;

describe('DB-60 what else opens an account', () => {
  test('is told to who came by a mailed code, and taken away unless they say that it is theirs', async () => {
    const { person, first } = await addPrepared();
    const owner = await signIn(person, ['otp']);
    expect(await waysIn(owner)).toEqual({
      open: true,
      unsure: false,
      password: true,
      logins: 1,
      providers: [],
      factors: 0,
      is_new: false,
    });
    expect(await loginsOf(person)).toContain(first);
    await claim(owner, false);
    expect(await loginsOf(person)).toEqual([owner.login]);
    expect(await passwordOf(person)).toBe('');
    expect(await waysIn(owner)).toEqual({ open: false });
  });

  test('stays where they say that it is theirs, and nobody is asked again', async () => {
    const { person, first } = await addPrepared();
    await claim(await signIn(person, ['otp']), true);
    expect(await loginsOf(person)).toContain(first);
    expect(await passwordOf(person)).toBe('a hash');
    expect(await waysIn(await signIn(person, ['otp']))).toEqual({ open: false });
  });

  test.each([['otp'], ['magiclink'], ['recovery'], ['invite'], ['email/signup'], ['oauth'], ['otp', 'totp']])(
    'is told to who came by %s',
    async (...said) => {
      const { person } = await addPrepared();
      expect(await waysIn(await signIn(person, said))).toMatchObject({ open: true });
    },
  );

  test('counts providers that do not vouch for the address, and those only', async () => {
    const { person } = await addPrepared();
    await addIdentity(person, 'email', { email: person.email });
    await addIdentity(person, 'google', { email: person.email.toUpperCase(), email_verified: true });
    await addIdentity(person, 'github', { email: 'stranger@b.example', email_verified: true });
    await addIdentity(person, 'discord', { email: person.email });
    const owner = await signIn(person, ['otp']);
    expect(await waysIn(owner)).toMatchObject({ providers: ['discord', 'github'] });
    await claim(owner, false);
    const left = await db<
      { provider: string }[]
    >`select provider from auth.identities where user_id = ${person.id} order by provider`;
    expect(left.map(({ provider }) => provider)).toEqual(['email', 'google']);
    const [meta] =
      await db`select raw_app_meta_data -> 'providers' as list from auth.users where id = ${person.id}`;
    expect(meta?.['list']).toEqual(['email', 'google']);
  });

  test('is not told by a provider while another one could be a stranger’s: a code decides', async () => {
    const { person } = await addPrepared();
    await addIdentity(person, 'github', { email: 'stranger@b.example', email_verified: true });
    const byProvider = await signIn(person, ['oauth']);
    expect(await waysIn(byProvider)).toEqual({ open: true, unsure: true });
    await expect(claim(byProvider, true)).rejects.toMatchObject({ code: 'PT409' });
    expect(await waysIn(await signIn(person, ['otp']))).toMatchObject({ providers: ['github'] });
  });

  test('includes what was begun: a change of the address is not finished later', async () => {
    const { person } = await addPrepared();
    await db`
      update auth.users
      set email_change = 'stranger@b.example', email_change_token_new = 'a token of the stranger'
      where id = ${person.id}`;
    await claim(await signIn(person, ['otp']), false);
    const [left] = await db`
      select email_change, email_change_token_new as token from auth.users where id = ${person.id}`;
    expect(left).toEqual({ email_change: '', token: '' });
  });

  test('with another address it is asked again', async () => {
    const { person } = await addPrepared();
    await claim(await signIn(person, ['otp']), true);
    const email = `${randomUUID()}@example.test`;
    await db`update auth.users set email = ${email} where id = ${person.id}`;
    expect(await waysIn(await signIn(person, ['otp']))).toMatchObject({ open: true });
  });

  test('an account is new for a quarter of an hour to who had mails sent for it, and at once to a provider', async () => {
    const { person } = await addPrepared();
    const owner = await signIn(person, ['otp']);
    const mailedAfter = (wait: string) => db`
      update auth.users set confirmation_sent_at = created_at, recovery_sent_at = created_at + ${wait}::interval
      where id = ${person.id}`;
    expect(await waysIn(owner)).toMatchObject({ is_new: false });
    await mailedAfter('14 minutes');
    expect(await waysIn(owner)).toMatchObject({ is_new: true });
    expect(await waysIn(await signIn(person, ['oauth']))).toMatchObject({ is_new: false });
    await mailedAfter('16 minutes');
    expect(await waysIn(owner)).toMatchObject({ is_new: false });
    await db`update auth.users set created_at = now() where id = ${person.id}`;
    expect(await waysIn(await signIn(person, ['oauth']))).toMatchObject({ is_new: true });
  });
});

describe('DB-61 who may not ask, nor answer', () => {
  const strangers: [string, (person: Person, first: string) => Promise<Login>][] = [
    ['a login by password', (person, first) => Promise.resolve({ person, login: first, said: ['password'] })],
    ['a login by password whose token says otherwise', (person) => signIn(person, ['otp'], ['password'])],
    ['a token that says otherwise than the database', (person) => signIn(person, ['password'], ['otp'])],
    ['a password and a second step', (person) => signIn(person, ['password', 'totp'])],
    ['a second step alone', (person) => signIn(person, ['totp'])],
    ['a password beside a code', (person) => signIn(person, ['otp', 'password'])],
    ['a token without a method', (person) => signIn(person, [], ['otp'])],
    ['a login that the database knows nothing of', (person) => signIn(person, ['otp'], [])],
    [
      'a code that may have come by phone',
      async (person) => {
        await db`update auth.users set phone = ${randomUUID()}, phone_confirmed_at = now() where id = ${person.id}`;
        return signIn(person, ['otp']);
      },
    ],
    [
      'a login to an address that was never proven',
      async (person) => {
        await db`update auth.users set email_confirmed_at = null where id = ${person.id}`;
        return signIn(person, ['otp']);
      },
    ],
  ];

  test.each(strangers)('%s', async (_name, enter) => {
    const { person, first } = await addPrepared();
    const stranger = await enter(person, first);
    const before = await loginsOf(person);
    expect(await waysIn(stranger)).toEqual({ open: false });
    for (const keep of [true, false])
      await expect(claim(stranger, keep)).rejects.toMatchObject({ code: 'PT409', message: 'not_asked' });
    expect(await loginsOf(person)).toEqual(before);
    expect(await passwordOf(person)).toBe('a hash');
    expect(await db`select from baton.claimed_accounts where user_id = ${person.id}`).toHaveLength(0);
  });

  test('a login by password learns nothing from the answer, and cannot take it back', async () => {
    const { person, first } = await addPrepared();
    const stranger = { person, login: first, said: ['password'] };
    const before = await waysIn(stranger);
    await claim(await signIn(person, ['otp']), true);
    expect(await waysIn(stranger)).toEqual(before);
    await expect(claim(stranger, false)).rejects.toMatchObject({ code: 'PT409' });
  });

  test('a login that has ended, and that of somebody else', async () => {
    const { person } = await addPrepared();
    const ended = await signIn(person, ['otp']);
    await db`delete from auth.sessions where id = ${ended.login}`;
    const elsewhere = { ...(await signIn(await addPerson(db), ['otp'])), person };
    for (const stranger of [ended, elsewhere]) {
      await expect(waysIn(stranger)).rejects.toMatchObject({ code: 'PT401', message: 'session_ended' });
      await expect(claim(stranger, false)).rejects.toMatchObject({ code: 'PT401', message: 'session_ended' });
    }
    expect(await passwordOf(person)).toBe('a hash');
  });

  test('who has answered cannot end logins that came after it', async () => {
    const { person } = await addPrepared();
    const owner = await signIn(person, ['otp']);
    await claim(owner, true);
    await expect(claim(owner, false)).rejects.toMatchObject({ code: 'PT409' });
  });

  test('of two answers at once one counts', async () => {
    const { person } = await addPrepared();
    const both = [await signIn(person, ['otp']), await signIn(person, ['otp'])];
    const apart = [connect(database.url), connect(database.url)];
    const answers = await Promise.allSettled(
      both.map(async ({ login }, index) => {
        const own = apart[index] ?? db;
        const amr = [{ method: 'otp', timestamp: now() }];
        await actAs(own, person, (tx) => tx`select public.claim_account(false)`, { session_id: login, amr });
      }),
    );
    for (const own of apart) await own.end();
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await loginsOf(person)).toHaveLength(1);
  });

  test('somebody else’s account is left alone, and nobody signed in is told so', async () => {
    const [{ person: anna }, { person: ben }] = [await addPrepared(), await addPrepared()];
    const before = await loginsOf(ben);
    await claim(await signIn(anna, ['otp']), false);
    expect(await loginsOf(ben)).toEqual(before);
    expect(await passwordOf(ben)).toBe('a hash');
    await expect(actAs(db, null, (tx) => tx`select public.other_ways_in()`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('DB-62 on a hosted project', () => {
  test('it works for who owns the functions there, whom row-level security of Auth passes over', async () => {
    const keeper = `keeper_${randomUUID().slice(0, 8)}`;
    const { person } = await addPrepared();
    await db.unsafe(`
      create role ${keeper} nosuperuser bypassrls;
      grant ${keeper} to current_user;
      grant usage, create on schema baton to ${keeper};
      grant usage on schema auth to ${keeper};
      grant select, insert, update, delete on all tables in schema auth, baton to ${keeper};
      alter table auth.users enable row level security;
      alter table auth.sessions enable row level security;
      alter table auth.identities enable row level security;
      alter table auth.mfa_amr_claims enable row level security;
      create table auth.one_time_tokens (user_id uuid);
      create table auth.mfa_factors (user_id uuid);
      create table auth.webauthn_credentials (user_id uuid);
      grant select, delete on auth.one_time_tokens, auth.mfa_factors to ${keeper};
      alter function baton.find_ways_in() owner to ${keeper};
      alter function baton.address_proof() owner to ${keeper};
      alter function baton.settle_claim(boolean) owner to ${keeper};
      grant execute on all functions in schema baton to ${keeper};
    `);
    await db`insert into auth.mfa_factors values (${person.id})`;
    const owner = await signIn(person, ['otp']);
    expect(await waysIn(owner)).toMatchObject({ password: true, logins: 1, factors: 1 });
    await claim(owner, false);
    expect(await passwordOf(person)).toBe('');
    expect(await loginsOf(person)).toEqual([owner.login]);
    expect(await db`select from auth.mfa_factors where user_id = ${person.id}`).toHaveLength(0);
  });
});
