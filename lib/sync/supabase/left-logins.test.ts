import { expect, test } from 'vitest';
import { fakeServer, loginJson, memoryStorage } from '../testing/fake-server.ts';
import { connectTo, credentials, serverAddress } from '../testing/test-connection.ts';
import { endLeftLogins, readLogin } from './left-logins.ts';

const left = { ...serverAddress, access_token: 'access', refresh_token: 'refresh' };
const over = { code: 'bad_jwt', msg: 'invalid JWT: token is expired' };

async function endAt(answers: Parameters<typeof fakeServer>[0]) {
  const fake = fakeServer(answers);
  const storage = memoryStorage();
  await storage.leave(left);
  await endLeftLogins({ storage, fetch: fake.fetch });
  return { calls: fake.calls, bodies: fake.bodies, left: storage.left };
}

test('SYNC-73 a login that was left offline ends once the server can be reached, and nothing of it stays', async () => {
  let isDown = true;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/logout': () => (isDown ? new TypeError('Failed to fetch') : new Response(null, { status: 204 })),
  });
  const { auth, storage } = connectTo(fake);
  await auth.signIn(credentials);
  await auth.signOut();
  await expect.poll(() => fake.calls.filter((call) => call.includes('/logout'))).toHaveLength(1);
  expect(storage.kept.size).toBe(0);
  expect(storage.left).toMatchObject([{ refresh_token: 'refresh 3600' }]);
  isDown = false;
  await endLeftLogins({ storage, fetch: fake.fetch });
  expect(storage.left).toEqual([]);
});

test('SYNC-73 where the token is over, another one is asked for to end the login with', async () => {
  const answers = [Response.json(over, { status: 403 }), new Response(null, { status: 204 })];
  const ended = await endAt({
    '/logout': () => answers.shift() ?? new TypeError('Failed to fetch'),
    'grant_type=refresh_token': () => Response.json(loginJson(3600)),
  });
  expect(ended.calls).toHaveLength(3);
  expect(ended.bodies).toEqual([{ refresh_token: 'refresh' }]);
  expect(ended.left).toEqual([]);
});

test('SYNC-73 a login that the server knows no more has ended', async () => {
  const gone = { code: 'session_not_found', msg: 'Session from session_id claim in JWT does not exist' };
  expect((await endAt({ '/logout': () => Response.json(gone, { status: 403 }) })).left).toEqual([]);
  const used = { error_code: 'refresh_token_not_found', msg: 'Invalid Refresh Token' };
  const ended = await endAt({
    '/logout': () => Response.json(over, { status: 401 }),
    'grant_type=refresh_token': () => Response.json(used, { status: 400 }),
  });
  expect(ended.left).toEqual([]);
});

test.each([
  ['a page', () => new Response('<h1>Sign in to this network</h1>')],
  ['a limit', () => Response.json({ code: 'over_request_rate_limit', msg: 'No.' }, { status: 429 })],
  ['a paused project', () => new Response('<h1>Paused</h1>', { status: 540 })],
])('SYNC-73 %s ends no login: it waits for the next time', async (_, answer) => {
  expect((await endAt({ '/logout': answer })).left).toEqual([left]);
  const renewing = await endAt({
    '/logout': () => Response.json(over, { status: 403 }),
    'grant_type=refresh_token': answer,
  });
  expect(renewing.left).toEqual([left]);
});

test('ACCOUNT-34 signing in anew ends the login from before, and only that', async () => {
  let logins = 0;
  const fake = fakeServer({
    'grant_type=password': () =>
      Response.json(
        loginJson(3600, { access_token: `e30.e30.${(logins += 1)}`, refresh_token: `r${logins}` }),
      ),
    '/logout': () => new TypeError('Failed to fetch'),
  });
  const { auth, storage } = connectTo(fake);
  await auth.signIn(credentials);
  expect(storage.left).toEqual([]);
  await auth.signIn(credentials);
  expect(storage.left).toMatchObject([{ refresh_token: 'r1' }]);
  expect([...storage.kept.values()].join()).toContain('"r2"');
});

test.each([null, '', 'null', '"text"', '{"access_token":1}', '{"access_token":"a"'])(
  'SYNC-73 what is no login is not kept: %s',
  (stored) => {
    expect(readLogin(stored, serverAddress)).toBeNull();
  },
);
