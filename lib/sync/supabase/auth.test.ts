import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';
import type { ProviderSignIn } from './provider-sign-in.ts';

test.each([
  { answer: { id: 'x', identities: [], aud: 'authenticated' }, reason: 'already_registered' },
  { answer: { id: 'x', identities: [{}], aud: 'authenticated' }, reason: 'email_not_confirmed' },
])('SYNC-12 a sign-up without a login has a reason: $reason', async ({ answer, reason }) => {
  const { auth } = connectTo(fakeServer({ '/signup': () => Response.json(answer) }));
  expect(await auth.signUp(credentials)).toMatchObject({ ok: false, reason });
});

test('SYNC-47 signing out works without the server, and leaves nothing', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/logout': () => new TypeError('Failed to fetch'),
  });
  const { auth, storage, connection } = connectTo(fake);
  await auth.signIn(credentials);
  await auth.signOut();
  expect([...storage.kept.keys()]).toEqual([]);
  expect((await connection.login()).ok).toBe(false);
});

test('SYNC-47 the server ends the login, too, where it can be reached', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/logout': () => new Response(null, { status: 204 }),
  });
  const { auth } = connectTo(fake);
  await auth.signIn(credentials);
  await auth.signOut();
  expect(fake.calls.at(-1)).toBe('/auth/v1/logout?scope=local');
});

test('SYNC-48 a mailed code leaves nothing on this machine but the login that it brings', async () => {
  const fake = fakeServer({
    '/auth/v1/otp': () => Response.json({}),
    '/auth/v1/verify': () => Response.json(loginJson(3600)),
  });
  const { auth, storage } = connectTo(fake);
  expect(await auth.sendCode(credentials.email, false)).toEqual({ ok: true, value: null });
  expect([...storage.kept.keys()]).toEqual([]);
  expect(await auth.enterCode(credentials.email, '123456')).toMatchObject({ ok: true, value: { id: 'ada' } });
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
});

test('SYNC-49 a mail is bound to a verifier that nobody keeps', async () => {
  const fake = fakeServer({ '/auth/v1/otp': () => Response.json({}) });
  const { auth } = connectTo(fake);
  await auth.sendCode(credentials.email, false);
  expect(fake.bodies).toMatchObject([
    { code_challenge: expect.stringMatching(/^.{43}$/) as string, code_challenge_method: 's256' },
  ]);
});

const redirect = 'https://here.chromiumapp.org/';
const signIn: ProviderSignIn = { provider: 'github', redirect, verifier: 'v'.repeat(43) };

test('SYNC-51 the code is exchanged with the verifier, and neither that nor the provider’s tokens are on disk', async () => {
  const given = loginJson(3600, { provider_token: 'gho_secret', provider_refresh_token: 'ghr_secret' });
  const fake = fakeServer({ 'grant_type=pkce': () => Response.json(given) });
  const { auth, connection, storage } = connectTo(fake);
  expect(await auth.finishProviderSignIn(signIn, `${redirect}?code=abc`)).toEqual({
    ok: true,
    value: { id: 'ada', email: 'ada@example.org' },
  });
  expect(fake.bodies).toEqual([{ auth_code: 'abc', code_verifier: signIn.verifier }]);
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
  expect([...storage.kept.values()].join()).not.toMatch(/_secret/);
  expect((await connection.login()).ok).toBe(true);
});

test.each([
  ['flow_state_expired', 422, 'unexpected'],
  ['over_request_rate_limit', 429, 'too_many_requests'],
])('SYNC-53 an exchange refused with %s signs nobody in', async (error_code, status, reason) => {
  const { auth, storage } = connectTo(
    fakeServer({ 'grant_type=pkce': () => Response.json({ error_code, msg: 'No.' }, { status }) }),
  );
  expect(await auth.finishProviderSignIn(signIn, `${redirect}?code=abc`)).toMatchObject({
    ok: false,
    reason,
  });
  expect(storage.kept.size).toBe(0);
});

test.each(['https://there.chromiumapp.org/?code=abc', 'https://here.chromiumapp.org.evil.example/?code=abc'])(
  'SYNC-52 SYNC-53 the code of another address is not exchanged: %s',
  async (address) => {
    const fake = fakeServer({});
    const { auth } = connectTo(fake);
    expect(await auth.finishProviderSignIn(signIn, address)).toMatchObject({
      ok: false,
      reason: 'unexpected',
    });
    expect(fake.calls).toEqual([]);
  },
);
