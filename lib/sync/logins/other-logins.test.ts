import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';

const id = '50000000-0000-4000-8000-000000000001';
const script = {
  id,
  created_at: '2026-11-01T10:00:00+00:00',
  renewed_at: '2026-11-02T10:00:00.5+00:00',
  methods: ['password', 'totp'],
  user_agent: 'python-httpx/0.28',
};

async function listed(answer: unknown, status = 200) {
  const { auth } = connectTo(
    fakeServer({
      'grant_type=password': () => Response.json(loginJson(3600)),
      '/rpc/other_logins': () => Response.json(answer, { status }),
    }),
  );
  await auth.signIn(credentials);
  return auth.otherLogins();
}

test('SYNC-100 the other logins of the account are read', async () => {
  expect(await listed([script])).toEqual({
    ok: true,
    value: [
      {
        ...script,
        created_at: Date.UTC(2026, 10, 1, 10),
        renewed_at: Date.UTC(2026, 10, 2, 10, 0, 0, 500),
      },
    ],
  });
});

test('SYNC-100 what a server says amiss of a login is left out, and its words are one short line', async () => {
  const odd = {
    id,
    created_at: script.created_at,
    methods: [1, ...Array.from({ length: 20 }, () => 'otp')],
    user_agent: `a\n${'b'.repeat(1000)}`,
  };
  const answer = await listed([odd, { ...script, id: 'mine' }, { ...script, created_at: null }, 7, null]);
  expect(answer).toMatchObject({
    value: [{ created_at: Date.UTC(2026, 10, 1, 10), renewed_at: Date.UTC(2026, 10, 1, 10) }],
  });
  const [read] = answer.ok ? answer.value : [];
  expect(read?.methods).toHaveLength(5);
  expect(read?.user_agent).toMatch(/^a b{297}…$/);
  expect(await listed({})).toEqual({ ok: true, value: [] });
});

test('SYNC-100 a server of an earlier version is told apart', async () => {
  const missing = { code: 'PGRST202', message: 'Could not find the function public.other_logins' };
  expect(await listed(missing, 404)).toMatchObject({ ok: false, reason: 'no_schema' });
});
