import { expect, test } from 'vitest';
import { createAuth } from './auth.ts';
import { createConnection } from './connection.ts';
import { probeProviders } from './probe-providers.ts';
import { authorizeAddress, readReturnAddress, type ProviderSignIn } from './provider-sign-in.ts';
import { fakeServer, memoryStorage, sessionJson } from '../testing/fake-server.ts';

const redirect = 'https://here.chromiumapp.org/';
// The verifier of RFC 7636, appendix B, and its challenge.
const visit: ProviderSignIn = {
  provider: 'github',
  redirect,
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
};
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

test('SYNC-43 a visit begins at the server, with the challenge and without the verifier', async () => {
  const { origin, pathname, searchParams } = new URL(await authorizeAddress('https://x.test/base', visit));
  expect(origin + pathname).toBe('https://x.test/base/auth/v1/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    provider: 'github',
    redirect_to: redirect,
    code_challenge: challenge,
    code_challenge_method: 's256',
  });
});

test('SYNC-43 Microsoft is asked for the address', async () => {
  const address = await authorizeAddress('https://x.test', { ...visit, provider: 'azure' });
  expect(new URL(address).searchParams.get('scopes')).toBe('email');
});

test.each([
  ['?code=abc', { ok: true, value: 'abc' }],
  [
    '?error=access_denied&error_description=No+way#error=access_denied&sb=',
    { ok: false, reason: 'provider_refused', detail: 'No way' },
  ],
  ['?error=server_error', { ok: false, reason: 'provider_refused', detail: 'server_error' }],
  [
    '?error=access_denied&error_code=signup_disabled&error_description=Signups+not+allowed',
    { ok: false, reason: 'sign_up_closed', detail: 'Signups not allowed' },
  ],
  [
    '?error=access_denied&error_code=provider_email_needs_verification&error_description=Unverified',
    { ok: false, reason: 'email_not_confirmed', detail: 'Unverified' },
  ],
  ['', { ok: false, reason: 'unexpected', detail: 'The window came back without a code.' }],
  [
    '#access_token=a&refresh_token=b',
    { ok: false, reason: 'unexpected', detail: expect.any(String) as string },
  ],
])('SYNC-44 what comes back as %s', (query, brought) => {
  expect(readReturnAddress(redirect + query, visit)).toEqual(brought);
});

test('SYNC-44 words of a stranger have an end', () => {
  const brought = readReturnAddress(`${redirect}?error=x&error_description=${'long '.repeat(1000)}`, visit);
  expect(brought.ok ? 0 : brought.detail.length).toBe(300);
});

function connect(answers: Parameters<typeof fakeServer>[0]) {
  const fake = fakeServer(answers);
  const sent: unknown[] = [];
  const storage = memoryStorage();
  const connection = createConnection({
    server: { url: 'https://x.test', key: 'sb_publishable_x' },
    storage,
    fetch(input, init) {
      if (typeof init?.body === 'string') sent.push(JSON.parse(init.body));
      return fake.fetch(input, init);
    },
    schedule: () => () => undefined,
  });
  return { auth: createAuth(connection), connection, storage, fake, sent };
}

test('SYNC-43 the code is exchanged with the verifier, which is on no disk; the provider’s own tokens are not kept', async () => {
  const given = sessionJson(3600, { provider_token: 'gho_secret', provider_refresh_token: 'ghr_secret' });
  const { auth, connection, storage, sent } = connect({ 'grant_type=pkce': () => Response.json(given) });
  expect(await auth.finishProviderSignIn(visit, `${redirect}?code=abc`)).toEqual({
    ok: true,
    value: { id: 'ada', email: 'ada@example.org' },
  });
  expect(sent).toEqual([{ auth_code: 'abc', code_verifier: visit.verifier }]);
  expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
  expect([...storage.kept.values()].join()).not.toMatch(/_secret/);
  expect((await connection.session()).ok).toBe(true);
});

test.each([
  ['flow_state_expired', 422, 'unexpected'],
  ['over_request_rate_limit', 429, 'too_many_requests'],
])('SYNC-44 an exchange that is refused with %s signs nobody in', async (error_code, status, reason) => {
  const { auth, storage } = connect({
    'grant_type=pkce': () => Response.json({ error_code, msg: 'No.' }, { status }),
  });
  expect(await auth.finishProviderSignIn(visit, `${redirect}?code=abc`)).toMatchObject({ ok: false, reason });
  expect(storage.kept.size).toBe(0);
});

test.each(['https://there.chromiumapp.org/?code=abc', 'https://here.chromiumapp.org.evil.example/?code=abc'])(
  'SYNC-44 nothing is exchanged for %s',
  async (address) => {
    const { auth, fake } = connect({});
    expect(await auth.finishProviderSignIn(visit, address)).toMatchObject({
      ok: false,
      reason: 'unexpected',
    });
    expect(fake.calls).toEqual([]);
  },
);

test.each([
  [
    'those that are switched on and known',
    { github: true, google: false, azure: true, email: true },
    ['github', 'azure'],
  ],
  ['none', { email: true }, []],
])('SYNC-45 a project says which providers it has: %s', async (_, external, expected) => {
  const fake = fakeServer({ '/auth/v1/settings': () => Response.json({ external }) });
  expect(await probeProviders({ url: 'https://x.test/', key: 'k' }, fake.fetch)).toEqual(expected);
});

test.each([
  ['nobody', () => new TypeError('Failed to fetch')],
  ['something else', () => new Response('<h1>Welcome</h1>')],
  ['a server that refuses', () => Response.json({ message: 'Invalid API key' }, { status: 401 })],
])('SYNC-45 where %s answers there is no provider', async (_, answer) => {
  const fake = fakeServer({ '/auth/v1/settings': answer });
  expect(await probeProviders({ url: 'https://x.test', key: 'k' }, fake.fetch)).toEqual([]);
});
