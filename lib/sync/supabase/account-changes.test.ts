import { describe, expect, test } from 'vitest';
import { adaId, fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';

const hash = '0123456789abcdef0123456789abcdef';
const graceId = '01a22ee1-5be8-7038-8646-79417986b680';
const wanted = 'ada@new.example';

type Answers = Parameters<typeof fakeServer>[0];

/** Somebody who is signed in at a server with these answers. */
async function signedIn(answers: Answers) {
  const fake = fakeServer({ 'grant_type=password': () => Response.json(loginJson(3600)), ...answers });
  const connected = connectTo(fake);
  await connected.auth.signIn(credentials);
  return { ...connected, fake, changes: connected.auth.changes };
}

const error = (status: number, error_code: string) => () =>
  Response.json({ error_code, msg: 'No.' }, { status });
const userOf = (email: string) => ({ ...(loginJson(3600) as { user: object }).user, email });

describe('ACCOUNT-43 a new password', () => {
  test('goes along with what the project wants', async () => {
    const { changes, fake } = await signedIn({
      '/auth/v1/user': () => Response.json(userOf('ada@example.org')),
    });
    expect(await changes.changePassword({ password: 'correct horse' })).toMatchObject({ ok: true });
    expect(await changes.changePassword({ password: 'b', current: 'a', nonce: '123456' })).toMatchObject({
      ok: true,
    });
    const [, plain, full] = fake.bodies as Record<string, unknown>[];
    expect(plain).not.toHaveProperty('current_password');
    expect(full).toMatchObject({ password: 'b', current_password: 'a', nonce: '123456' });
  });

  test.each([
    [400, 'current_password_required', 'current_password_needed'],
    [400, 'current_password_invalid', 'wrong_current_password'],
    [400, 'reauthentication_needed', 'reauthentication_needed'],
    [422, 'reauthentication_not_valid', 'wrong_nonce'],
    [422, 'same_password', 'same_password'],
    [401, 'insufficient_aal', 'mfa_needed'],
    [403, 'session_not_found', 'session_expired'],
  ])('is refused with %i %s: %s', async (status, code, reason) => {
    const { changes } = await signedIn({ '/auth/v1/user': error(status, code) });
    expect(await changes.changePassword({ password: 'correct horse' })).toMatchObject({ ok: false, reason });
  });

  test('may want a code, which is mailed', async () => {
    const { changes, fake } = await signedIn({ '/reauthenticate': () => Response.json({}) });
    expect(await changes.sendNonce()).toMatchObject({ ok: true });
    expect(fake.calls).toContain('/auth/v1/reauthenticate');
  });

  test('is none for whoever is not signed in', async () => {
    const fake = fakeServer({});
    const { changes } = connectTo(fake).auth;
    expect(await changes.changePassword({ password: 'correct horse' })).toMatchObject({ ok: false });
    expect(fake.calls).toEqual([]);
  });
});

describe('ACCOUNT-44 another address', () => {
  test.each([
    [wanted.toUpperCase(), wanted, { ok: true }],
    [wanted, 'ada@example.org', { ok: false, reason: 'address_not_confirmed' }],
  ])('%s is the account’s once the server says so', async (email, now, outcome) => {
    const { changes } = await signedIn({ '/auth/v1/user': () => Response.json(userOf(now)) });
    expect(await changes.changeAddress(email)).toMatchObject(outcome);
  });

  const halfway = () => Response.json({ msg: 'Proceed to confirm the other one', code: '200' });
  const changed = (id = adaId) => Response.json({ ...loginJson(3601), user: { ...userOf(wanted), id } });

  test('a code is tried for the new address, then for the present one', async () => {
    const answers = [error(403, 'otp_expired')(), halfway(), changed()];
    const { changes, fake, connection } = await signedIn({ '/verify': () => answers.shift() ?? halfway() });
    expect(await changes.proveAddress(wanted, { code: '111111' })).toMatchObject({
      reason: 'other_address_left',
    });
    expect((await connection.login()).ok).toBe(true);
    expect(await changes.proveAddress(wanted, { code: '222222' })).toMatchObject({ ok: true });
    expect(fake.bodies.slice(1)).toMatchObject([
      { email: wanted, token: '111111', type: 'email_change' },
      { email: 'ada@example.org', token: '111111' },
      { email: wanted, token: '222222' },
    ]);
  });

  test('the link of a mail is shown to its own server only, and no address goes along', async () => {
    const { changes, fake } = await signedIn({ '/verify': () => changed() });
    const proof = (server: string) => ({ token_hash: hash, server });
    expect(await changes.proveAddress(wanted, proof('https://other.test'))).toMatchObject({
      reason: 'other_server',
    });
    expect(fake.calls).toHaveLength(1);
    expect(await changes.proveAddress(wanted, proof('https://x.test'))).toMatchObject({ ok: true });
    expect(fake.bodies.at(-1)).toMatchObject({ token_hash: hash, type: 'email_change' });
    expect(fake.bodies.at(-1)).not.toHaveProperty('email');
  });

  test('ACCOUNT-40 a mail of another account signs nobody in as them', async () => {
    const { changes, connection } = await signedIn({ '/verify': () => changed(graceId) });
    const proof = { token_hash: hash, server: 'https://x.test' };
    expect(await changes.proveAddress(wanted, proof)).toMatchObject({ reason: 'other_mail' });
    expect((await connection.login()).ok).toBe(false);
  });

  test('a code that is wrong for both is wrong', async () => {
    const { changes } = await signedIn({ '/verify': error(403, 'otp_expired') });
    expect(await changes.proveAddress(wanted, { code: '111111' })).toMatchObject({ reason: 'wrong_code' });
  });
});

test('ACCOUNT-45 a name is changed in the person’s own row', async () => {
  const { changes, fake } = await signedIn({ '/rest/v1/users': () => new Response(null, { status: 204 }) });
  expect(await changes.changeUsername('Ada')).toMatchObject({ ok: true });
  expect(fake.calls.at(-1)).toBe(`/rest/v1/users?id=eq.${adaId}`);
  expect(fake.bodies.at(-1)).toEqual({ username: 'Ada' });
});
