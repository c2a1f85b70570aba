import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAddress, openAuthRoom, password, type AuthRoom } from '../testing/auth-room.ts';

let strict: AuthRoom;
let nonce: AuthRoom;
let open: AuthRoom;
let confirming: AuthRoom;

beforeAll(async () => {
  strict = await openAuthRoom({
    require_current_password: true,
    minimum_password_length: 10,
    password_requirements: ['abcdefghijklmnopqrstuvwxyz', '0123456789 '],
    leaked_passwords: ['password 123'],
    max_frequency: 0,
  });
  nonce = await openAuthRoom({ secure_password_change: true, mails: 'link' });
  open = await openAuthRoom();
  confirming = await openAuthRoom({ enable_confirmations: true });
});

afterAll(async () => {
  await Promise.all([strict, nonce, open, confirming].map((room) => room.close()));
});

const codeOf = ({ error }: { error: { status?: number | undefined; code?: string | undefined } | null }) => [
  error?.status,
  error?.code,
];

async function tokenOf(client: SupabaseClient) {
  return (await client.auth.getSession()).data.session?.access_token ?? '';
}

describe('LOCAL-40 a new password', () => {
  it('is refused with every reason that makes it weak', async () => {
    const { client } = await strict.somebody();
    const { error } = await client.auth.updateUser({ password: 'ABC' });
    expect(error).toMatchObject({ status: 422, code: 'weak_password', reasons: ['length', 'characters'] });
    const leaked = await client.auth.updateUser({ password: 'password 123' });
    expect(leaked.error).toMatchObject({ code: 'weak_password', reasons: ['pwned'] });
  });

  it('wants the one from before where the project does', async () => {
    const { client, email } = await strict.somebody();
    const token = await tokenOf(client);
    const put = (body: object) => strict.ask('PUT', '/auth/v1/user', { token, body });
    const next = 'another horse 2';
    expect((await put({ password: next })).body).toMatchObject({ error_code: 'current_password_required' });
    expect((await put({ password: next, current_password: 'wrong' })).body).toMatchObject({
      error_code: 'current_password_invalid',
    });
    expect((await put({ password: next, current_password: password })).status).toBe(200);
    expect((await client.auth.signInWithPassword({ email, password: next })).error).toBeNull();
  });

  it('needs none from before after a forgotten one', async () => {
    const { email } = await strict.somebody();
    const { auth } = strict.client();
    await auth.resetPasswordForEmail(email);
    await auth.verifyOtp({ token_hash: await strict.hashFor(email), type: 'recovery' });
    expect((await auth.updateUser({ password: 'another horse 2' })).error).toBeNull();
  });

  it('is another one than before', async () => {
    const { client } = await open.somebody();
    expect(codeOf(await client.auth.updateUser({ password }))).toEqual([422, 'same_password']);
  });

  it('needs a mailed nonce in a login older than a day, where the project wants it', async () => {
    const { client, email } = await nonce.somebody();
    expect((await client.auth.updateUser({ password: 'within a day' })).error).toBeNull();
    nonce.clock.ahead += 25 * 3_600_000;
    await client.auth.refreshSession();
    const change = (given?: string) =>
      client.auth.updateUser({ password: 'after a day', ...(given && { nonce: given }) });
    expect(codeOf(await change())).toEqual([400, 'reauthentication_needed']);
    expect((await client.auth.reauthenticate()).error).toBeNull();
    const [mail] = await nonce.mailsTo(email);
    expect([mail?.link, mail?.code]).toEqual([null, expect.stringMatching(/^\d{6}$/)]);
    expect(codeOf(await change('000'))).toEqual([422, 'reauthentication_not_valid']);
    expect((await change(mail?.code ?? '')).error).toBeNull();
    expect(codeOf(await client.auth.updateUser({ password: 'once more', nonce: mail?.code ?? '' }))).toEqual([
      422,
      'reauthentication_not_valid',
    ]);
  });
});

describe('LOCAL-41 a new address', () => {
  async function change(room: AuthRoom, client: SupabaseClient, email: string) {
    const next = newAddress();
    const { data, error } = await client.auth.updateUser({ email: next });
    expect([error, data.user?.email, data.user?.new_email]).toEqual([null, email, next]);
    return { next, fresh: await room.hashFor(next), before: await room.hashFor(email) };
  }

  it('is confirmed by either of two mails where confirmations are off', async () => {
    const { client, email } = await open.somebody();
    const { next, fresh, before } = await change(open, client, email);
    const { data } = await open.client().auth.verifyOtp({ token_hash: fresh, type: 'email_change' });
    expect(data.user).toMatchObject({ email: next, identities: [{ email: next }] });
    const other = await open.client().auth.verifyOtp({ token_hash: before, type: 'email_change' });
    expect(codeOf(other)).toEqual([403, 'otp_expired']);
  });

  it('is confirmed by both where they are on: the first brings nobody', async () => {
    const email = newAddress();
    const { auth } = confirming.client();
    await auth.signUp({ email, password });
    await auth.verifyOtp({ token_hash: await confirming.hashFor(email), type: 'email' });
    const client = confirming.client();
    await client.auth.signInWithPassword({ email, password });
    const { next, fresh, before } = await change(confirming, client, email);
    const first = await confirming.client().auth.verifyOtp({ token_hash: before, type: 'email_change' });
    expect([first.error, first.data.session ?? null, first.data.user ?? null]).toEqual([null, null, null]);
    const second = await confirming.client().auth.verifyOtp({ token_hash: fresh, type: 'email_change' });
    expect([second.data.user?.email, second.data.session !== null]).toEqual([next, true]);
  });

  it('takes a code as well', async () => {
    const { client, email } = await open.somebody();
    const { next } = await change(open, client, email);
    const [mail] = await open.mailsTo(next);
    const token = mail?.code ?? '';
    const { data } = await open.client().auth.verifyOtp({ email: next, token, type: 'email_change' });
    expect(data.user?.email).toBe(next);
  });

  it('is nobody else’s, and waits a minute for the next', async () => {
    const { client } = await open.somebody();
    const other = await open.somebody();
    expect(codeOf(await client.auth.updateUser({ email: other.email }))).toEqual([422, 'email_exists']);
    expect((await client.auth.updateUser({ email: newAddress() })).error).toBeNull();
    expect(codeOf(await client.auth.updateUser({ email: newAddress() }))).toEqual([
      429,
      'over_email_send_rate_limit',
    ]);
  });
});
