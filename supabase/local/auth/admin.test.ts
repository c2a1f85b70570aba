import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAddress, openAuthRoom, password, type AuthRoom } from '../testing/auth-room.ts';

let room: AuthRoom;

beforeAll(async () => {
  room = await openAuthRoom({ max_frequency: 0 });
});

afterAll(async () => {
  await room.close();
});

const admin = () => room.client(room.backend.secret_key).auth.admin;

describe('LOCAL-45 with the secret key', () => {
  it('a server makes an account, whose person can sign in', async () => {
    const email = newAddress();
    const made = await admin().createUser({
      email,
      password,
      email_confirm: true,
      user_metadata: { username: 'grace' },
      app_metadata: { plan: 'team' },
    });
    expect(made.error).toBeNull();
    expect(made.data.user).toMatchObject({
      email,
      user_metadata: { username: 'grace', email_verified: true },
      app_metadata: { provider: 'email', plan: 'team' },
      identities: [{ provider: 'email', email }],
    });
    expect((await room.client().auth.signInWithPassword({ email, password })).error).toBeNull();
    expect((await admin().createUser({ email })).error).toMatchObject({ status: 422, code: 'email_exists' });
  });

  it('a server reads, lists, changes and deletes accounts', async () => {
    const { id, email, client } = await room.somebody();
    expect((await admin().getUserById(id)).data.user?.email).toBe(email);
    const next = newAddress();
    const changed = await admin().updateUserById(id, {
      email: next,
      password: 'another one',
      user_metadata: { a: 1 },
    });
    expect(changed.data.user).toMatchObject({ email: next, user_metadata: { a: 1 } });
    const again = await room.client().auth.signInWithPassword({ email: next, password: 'another one' });
    expect(again.error).toBeNull();
    await admin().updateUserById(id, { ban_duration: '24h' });
    expect((await client.auth.getUser()).error?.code).toBe('user_banned');
    await admin().updateUserById(id, { ban_duration: 'none' });
    expect((await client.auth.getUser()).error).toBeNull();
    expect((await admin().deleteUser(id)).error).toBeNull();
    expect((await admin().getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' });
    expect((await admin().getUserById(randomUUID())).error?.code).toBe('user_not_found');
  });

  it('a server lists them page by page, newest first', async () => {
    const [first, second] = [await room.somebody(), await room.somebody()];
    const page = (number: number) => admin().listUsers({ page: number, perPage: 1 });
    const [newest, before] = [await page(1), await page(2)];
    expect(newest.data.users.map(({ id }) => id)).toEqual([second.id]);
    expect(before.data.users.map(({ id }) => id)).toEqual([first.id]);
    expect(newest.data).toMatchObject({ aud: 'authenticated', nextPage: 2 });
    const answer = await room.ask('GET', '/auth/v1/admin/users', { key: room.backend.secret_key });
    expect(Number(answer.headers.get('X-Total-Count'))).toBeGreaterThanOrEqual(2);
  });

  it('nobody else does any of it', async () => {
    const { client, id } = await room.somebody();
    const { session } = (await client.auth.getSession()).data;
    for (const token of [session?.access_token ?? '', room.backend.publishable_key])
      for (const [method, path] of [
        ['POST', 'users'],
        ['GET', 'users'],
        ['GET', `users/${id}`],
        ['PUT', `users/${id}`],
        ['DELETE', `users/${id}`],
        ['POST', 'generate_link'],
      ]) {
        const answer = await room.ask(method ?? '', `/auth/v1/admin/${path}`, {
          token,
          ...(method !== 'GET' && { body: {} }),
        });
        expect([answer.status, answer.body['error_code']]).toEqual([403, 'not_admin']);
      }
  });

  it('a browser is refused', async () => {
    const answer = await room.ask('GET', '/auth/v1/admin/users', {
      key: room.backend.secret_key,
      headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('LOCAL-46 a link that a server makes', () => {
  const link = (email: string) => admin().generateLink({ type: 'magiclink', email });

  it('signs in once, and mails nothing', async () => {
    const { email } = await room.somebody();
    const { data, error } = await link(email);
    expect([error, data.user?.email, data.properties?.verification_type]).toEqual([null, email, 'magiclink']);
    const token_hash = data.properties?.hashed_token ?? '';
    expect(data.properties?.action_link).toContain(token_hash);
    const verify = () => room.client().auth.verifyOtp({ token_hash, type: 'email' });
    expect((await verify()).data.user?.email).toBe(email);
    expect((await verify()).error?.code).toBe('otp_expired');
    expect(await room.mailsTo(email)).toEqual([]);
  });

  it('makes a mailed code void, and the reverse', async () => {
    const { email } = await room.somebody();
    const { auth } = room.client();
    await auth.signInWithOtp({ email });
    const [mail] = await room.mailsTo(email);
    const first = await link(email);
    const token = mail?.code ?? '';
    expect((await auth.verifyOtp({ email, token, type: 'email' })).error?.code).toBe('otp_expired');
    await auth.signInWithOtp({ email });
    const token_hash = first.data.properties?.hashed_token ?? '';
    expect((await auth.verifyOtp({ token_hash, type: 'email' })).error?.code).toBe('otp_expired');
  });

  it('makes an account for an unknown address', async () => {
    const email = newAddress();
    const { data } = await link(email);
    expect(data.properties?.verification_type).toBe('signup');
    const token_hash = data.properties?.hashed_token ?? '';
    const { data: verified } = await room.client().auth.verifyOtp({ token_hash, type: 'email' });
    expect(verified.user?.id).toBe(data.user?.id);
    const recovery = await admin().generateLink({ type: 'recovery', email: newAddress() });
    expect(recovery.error?.code).toBe('user_not_found');
  });

  it('can invite by mail', async () => {
    const email = newAddress();
    expect((await admin().inviteUserByEmail(email, { data: { username: 'ada' } })).error).toBeNull();
    const token_hash = await room.hashFor(email);
    const { data } = await room.client().auth.verifyOtp({ token_hash, type: 'invite' });
    expect(data.user?.user_metadata['username']).toBe('ada');
  });
});
