import { expect, test } from 'vitest';
import { adaId, fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials, emptyReply } from '../testing/test-connection.ts';
import { onlyAs } from './only-as.ts';
import { createSupabaseRemote } from './supabase-remote.ts';

const graceId = adaId.replace('01a', '02b');
const named = (id: unknown, lifetime = 3600) =>
  loginJson(lifetime, { user: { id, email: 'ada@example.org', aud: 'authenticated' } });

test.each(['local', 'null', '', null, 7, `${adaId} at https://x.test`, adaId.toUpperCase(), '../ada'])(
  'ACCOUNT-35 an id such as %j signs nobody in, and leaves nothing',
  async (id) => {
    const fake = fakeServer({ 'grant_type=password': () => Response.json(named(id)) });
    const { auth, storage } = connectTo(fake);
    expect(await auth.signIn(credentials)).toMatchObject({ ok: false, reason: 'not_supabase' });
    expect(storage.kept.size).toBe(0);
  },
);

test('ACCOUNT-35 a login that names no person is none when it is restored', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(3600)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, storage, remote } = connectTo(fake);
  await auth.signIn(credentials);
  for (const [key, kept] of storage.kept) storage.kept.set(key, kept.replaceAll(adaId, 'local'));
  fake.calls.length = 0;
  expect(await remote.sync(0, [])).toMatchObject({ failure: { kind: 'signed-out' } });
  expect(fake.calls).toEqual([]);
});

test('ACCOUNT-35 a renewal that comes back as somebody else’s login brings and sends nothing', async () => {
  const fake = fakeServer({
    'grant_type=password': () => Response.json(loginJson(10)),
    'grant_type=refresh_token': () => Response.json(named(graceId)),
    '/rest/v1/rpc/sync': () => Response.json(emptyReply),
  });
  const { auth, connection, time } = connectTo(fake);
  const device = { id: 'd', name: 'Chrome', platform: 'Linux' };
  const remote = createSupabaseRemote({
    connection: onlyAs(adaId, connection),
    schedule: time.schedule,
    random: () => 0.5,
    device,
  });
  await auth.signIn(credentials);
  expect(await remote.sync(0, [])).toMatchObject({
    failure: { kind: 'signed-out', reason: 'session_expired' },
  });
  expect(fake.calls.filter((call) => call.includes('/rest/'))).toEqual([]);
});
