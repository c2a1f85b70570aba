import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials, emptyReply } from '../testing/test-connection.ts';

test('SYNC-36 a token that the server finds too old is renewed once, whatever the clock here says', async () => {
  let refusals = 1;
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    'grant_type=refresh_token': () => Response.json(loginJson(3601)),
    '/rest/v1/rpc/sync': () =>
      refusals-- > 0
        ? Response.json({ code: 'PGRST303', message: 'JWT expired' }, { status: 401 })
        : Response.json(emptyReply),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  expect((await remote.sync(0, [])).ok).toBe(true);
  refusals = 2;
  expect(await remote.sync(0, [])).toMatchObject({ ok: false, failure: { kind: 'signed-out' } });
  expect(fake.calls.filter((call) => call.includes('refresh_token')).length).toBe(2);
});

test('SYNC-30 a key that is not taken any more is told as such, and costs no login', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json({ message: 'Invalid API key' }, { status: 401 }),
  });
  const { auth, remote, connection } = connectTo(fake);
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    ok: false,
    failure: { kind: 'server', reason: 'wrong_key' },
  });
  expect((await connection.login()).ok).toBe(true);
});

test('SYNC-6 a row that cannot be written is refused by itself', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, remote } = connectTo(fake);
  await auth.signIn(credentials);
  const row = { id: 'laptop', name: 'x', platform: 'y', last_seen: NaN, removed_at: null };
  const result = await remote.sync(0, [{ table: 'devices', row }]);
  expect(result).toMatchObject({
    ok: true,
    value: { rejected: [{ table: 'devices', id: 'laptop', code: 'unwritable' }] },
  });
});
