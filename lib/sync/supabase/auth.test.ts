import { expect, test } from 'vitest';
import { adaId, fakeServer, loginJson } from '../testing/fake-server.ts';
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
  await expect.poll(() => fake.calls.at(-1)).toBe('/auth/v1/logout?scope=local');
});

test('SYNC-48 what a mail brings leaves nothing on this machine but the login that it brings', async () => {
  const fake = fakeServer({
    '/auth/v1/otp': () => Response.json({}),
    '/auth/v1/verify': () => Response.json(loginJson(3600)),
  });
  const { auth, storage } = connectTo(fake);
  expect(await auth.sendMail(credentials.email, false)).toEqual({ ok: true, value: null });
  expect([...storage.kept.keys()]).toEqual([]);
  expect(await auth.enterProof(credentials.email, { code: '123456' })).toMatchObject({
    ok: true,
    value: { id: adaId },
  });
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
});

test('ACCOUNT-38 ACCOUNT-39 the link of a mail is shown to its own server only, and not stored', async () => {
  const fake = fakeServer({ '/auth/v1/verify': () => Response.json(loginJson(3600)) });
  const { auth, storage } = connectTo(fake);
  const token_hash = 'pkce_0123456789abcdef0123456789abcdef';
  const other = { token_hash, server: 'https://other.test' };
  expect(await auth.enterProof(credentials.email, other)).toMatchObject({ reason: 'other_server' });
  expect(fake.calls).toEqual([]);
  const own = { token_hash, server: 'https://x.test/' };
  expect(await auth.enterProof('Ada@example.org', own)).toMatchObject({ ok: true, value: { id: adaId } });
  expect(fake.bodies).toMatchObject([{ token_hash, type: 'email' }]);
  expect(fake.bodies[0]).not.toHaveProperty('email');
  expect([...storage.kept.values()].join()).not.toContain(token_hash);
});

test('ACCOUNT-40 the mail of somebody else signs nobody in as them', async () => {
  const fake = fakeServer({ '/auth/v1/verify': () => Response.json(loginJson(3600)) });
  const { auth, storage } = connectTo(fake);
  const proof = { token_hash: '0123456789abcdef0123456789abcdef', server: 'https://x.test' };
  expect(await auth.enterProof('grace@example.org', proof)).toMatchObject({ reason: 'other_mail' });
  expect([...storage.kept.keys()]).toEqual([]);
});

test('SYNC-49 a mail is bound to a verifier that nobody keeps', async () => {
  const fake = fakeServer({
    '/auth/v1/otp': () => Response.json({}),
    '/auth/v1/recover': () => Response.json({}),
  });
  const { auth } = connectTo(fake);
  await auth.sendMail(credentials.email, false);
  await auth.sendRecovery(credentials.email);
  const bound = { code_challenge: expect.stringMatching(/^.{43}$/) as string, code_challenge_method: 's256' };
  expect(fake.bodies).toMatchObject([bound, bound]);
});

const redirect = 'https://here.chromiumapp.org/';
const signIn: ProviderSignIn = { provider: 'github', redirect, verifier: 'v'.repeat(43) };

test('SYNC-51 the code is exchanged with the verifier, and neither that nor the provider’s tokens are on disk', async () => {
  const given = loginJson(3600, { provider_token: 'gho_secret', provider_refresh_token: 'ghr_secret' });
  const fake = fakeServer({ 'grant_type=pkce': () => Response.json(given) });
  const { auth, connection, storage } = connectTo(fake);
  expect(await auth.finishProviderSignIn(signIn, `${redirect}?code=abc`)).toEqual({
    ok: true,
    value: { id: adaId, email: 'ada@example.org' },
  });
  expect(fake.bodies).toEqual([{ auth_code: 'abc', code_verifier: signIn.verifier }]);
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
  expect([...storage.kept.values()].join()).not.toMatch(/_secret/);
  expect((await connection.login()).ok).toBe(true);
});

test.each([
  ['flow_state_expired', 422, 'sign_in_too_late'],
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

test.each(['delete_account', 'remove_device'] as const)(
  'SYNC-45 %s, too, is asked for again with a new token, and with the same one where it is from the future',
  async (name) => {
    const answers = [
      Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 }),
      Response.json({ code: 'PGRST303', message: 'JWT issued at future' }, { status: 401 }),
    ];
    const fake = fakeServer({
      'grant_type=password': () => Response.json(loginJson(3600)),
      'grant_type=refresh_token': () => Response.json(loginJson(3601)),
      [`/rest/v1/rpc/${name}`]: () => answers.shift() ?? new Response(null, { status: 204 }),
    });
    const { auth, time } = connectTo(fake);
    await auth.signIn(credentials);
    const result = name === 'delete_account' ? auth.deleteAccount() : auth.removeDevice('d');
    await expect.poll(() => time.due()).toEqual([1000]);
    time.pass(1000);
    expect(await result).toEqual({ ok: true, value: null });
  },
);

test.each([
  { answer: { code: '57014', message: 'statement timeout' }, status: 500, reason: 'too_slow' },
  { answer: { code: '55P03', message: 'lock' }, status: 500, reason: 'server_busy' },
  { answer: {}, status: 540, reason: 'project_paused' },
])('SYNC-12 an account that could not be deleted: $reason', async ({ answer, status, reason }) => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/delete_account': () => Response.json(answer, { status }),
  });
  const { auth } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await auth.deleteAccount()).toMatchObject({ ok: false, reason });
});

test('SYNC-63 an account is not taken for deleted because a proxy answers an empty 404', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/delete_account': () => new Response(null, { status: 404 }),
  });
  const { auth } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await auth.deleteAccount()).toMatchObject({ ok: false, reason: 'web_page' });
});

test.each([
  { answer: { code: 'user_banned', msg: 'User is banned' }, status: 400, reason: 'user_banned' },
  { answer: { code: 'captcha_failed', msg: 'captcha' }, status: 400, reason: 'captcha_needed' },
  { answer: {}, status: 540, reason: 'project_paused' },
])('SYNC-12 a sign-in that is not possible: $reason', async ({ answer, status, reason }) => {
  const headers = { 'X-Supabase-Api-Version': '2024-01-01' };
  const fake = fakeServer({ 'grant_type=password': () => Response.json(answer, { status, headers }) });
  const { auth } = connectTo(fake);
  expect(await auth.signIn(credentials)).toMatchObject({ ok: false, reason });
});

test('SYNC-65 a second mail within the minute is refused with the seconds to wait', async () => {
  const headers = { 'X-Supabase-Api-Version': '2024-01-01' };
  const answer = { code: 'over_email_send_rate_limit', msg: 'You can only request this after 47 seconds.' };
  const fake = fakeServer({ '/auth/v1/otp': () => Response.json(answer, { status: 429, headers }) });
  const { auth } = connectTo(fake);
  expect(await auth.sendMail(credentials.email, false)).toMatchObject({
    reason: 'mail_too_soon',
    number: 47,
  });
});

test('SYNC-65 a password that is too short is refused with the length that the project wants', async () => {
  const headers = { 'X-Supabase-Api-Version': '2024-01-01' };
  const answer = {
    code: 'weak_password',
    msg: 'Password should be at least 12 characters.',
    weak_password: { reasons: ['length'] },
  };
  const fake = fakeServer({ '/signup': () => Response.json(answer, { status: 422, headers }) });
  const { auth } = connectTo(fake);
  expect(await auth.signUp(credentials)).toMatchObject({ reason: 'password_too_short', number: 12 });
});

test('SYNC-83 an address is one line, whatever the server makes of it', async () => {
  const emails: unknown[] = ['a\nb@x.test', `${'x'.repeat(900_000)}@x.test`, { at: 'x' }, undefined];
  const someId = '00000000-0000-4000-8000-00000000000a';
  const fake = fakeServer({
    'grant_type=password': () =>
      Response.json(loginJson(3600, { user: { id: someId, email: emails.shift() } })),
  });
  const { auth } = connectTo(fake);
  const shown: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const answer = await auth.signIn(credentials);
    shown.push(answer.ok ? answer.value.email : answer.reason);
  }
  expect(shown.map((email) => email.slice(0, 9))).toEqual(['a b@x.tes', 'xxxxxxxxx', '', '']);
  expect(shown[1]).toHaveLength(300);
});

test('SYNC-12 a sign-up carries the name that was asked for, and none where none was', async () => {
  const fake = fakeServer({
    '/signup': () => Response.json({ id: 'x', identities: [{}], aud: 'authenticated' }),
  });
  const { auth } = connectTo(fake);
  await auth.signUp({ ...credentials, username: 'ada' });
  await auth.signUp(credentials);
  expect(fake.bodies).toMatchObject([{ data: { username: 'ada' } }, { data: {} }]);
  expect(fake.bodies[1]).not.toHaveProperty('data.username');
});

test('SYNC-43 a login that was asked to be renewed is the account, or why it is none', async () => {
  let isOver = false;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () =>
      isOver
        ? Response.json({ error_code: 'refresh_token_not_found', msg: 'Gone.' }, { status: 400 })
        : Response.json(loginJson(3601)),
  });
  const { auth } = connectTo(fake);
  const signedIn = await auth.signIn(credentials);
  expect(await auth.renewLogin()).toEqual(signedIn);
  isOver = true;
  expect(await auth.renewLogin()).toMatchObject({ ok: false, reason: 'session_expired' });
});

test('SYNC-46 signing out everywhere else needs a login, and says where the server refuses', async () => {
  let status = 204;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'scope=others': () =>
      status === 204
        ? new Response(null, { status })
        : Response.json({ error_code: 'over_request_rate_limit', msg: 'Later.' }, { status }),
  });
  const { auth } = connectTo(fake);
  expect(await auth.signOutOthers()).toMatchObject({ ok: false });
  expect(fake.calls.filter((call) => call.includes('logout'))).toEqual([]);
  await auth.signIn(credentials);
  expect(await auth.signOutOthers()).toEqual({ ok: true, value: null });
  status = 429;
  expect(await auth.signOutOthers()).toMatchObject({ ok: false, reason: 'too_many_requests' });
});
