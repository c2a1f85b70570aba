import { expect, test } from 'vitest';
import { createGuardedFetch } from './guarded-fetch.ts';
import { fakeServer, loginJson } from '../testing/fake-server.ts';

const refresh = 'https://x.test/auth/v1/token?grant_type=refresh_token';

function careful(answer: () => Response | Error) {
  return createGuardedFetch(fakeServer({ '/': answer }).fetch, 1000);
}

test("SYNC-42 a token's life is counted by this machine's clock, not by the server's", async () => {
  const { fetch } = careful(() => Response.json(loginJson(3600)));
  const body: unknown = await (await fetch(refresh)).json();
  expect(body).toMatchObject({ expires_in: 3600, refresh_token: 'refresh 3600' });
  expect(body).not.toHaveProperty('expires_at');
});

test.each([
  { what: 'a rate limit', answer: () => Response.json({ code: 'over_request_rate_limit' }, { status: 429 }) },
  { what: "a proxy's page", answer: () => new Response('<h1>Forbidden</h1>', { status: 403 }) },
  { what: 'a gateway', answer: () => Response.json({ message: 'Invalid API key' }, { status: 401 }) },
])('SYNC-43 $what does not end a login', async ({ answer }) => {
  expect((await careful(answer).fetch(refresh)).status).toBe(503);
});

test('SYNC-43 the auth server itself ends a login', async () => {
  const answer = () => Response.json({ error_code: 'refresh_token_not_found' }, { status: 400 });
  expect((await careful(answer).fetch(refresh)).status).toBe(400);
});

test('SYNC-43 the answer to a wrong password is passed on', async () => {
  const answer = () => Response.json({ error_code: 'invalid_credentials' }, { status: 400 });
  const response = await careful(answer).fetch('https://x.test/auth/v1/token?grant_type=password');
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error_code: 'invalid_credentials' });
});

test('SYNC-6 the wait that the database asks for is remembered until its next answer', async () => {
  const answers = [
    new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }),
    new Response('{}', { status: 200 }),
  ];
  const { fetch, retryAfter } = careful(() => answers.shift() ?? new Response());
  expect(retryAfter()).toBeUndefined();
  await fetch('https://x.test/rest/v1/rpc/sync');
  expect(retryAfter()).toBe(30_000);
  await fetch('https://x.test/rest/v1/rpc/sync');
  expect(retryAfter()).toBeUndefined();
});

test('SYNC-13 a call without an answer is given up', async () => {
  const { fetch } = createGuardedFetch(
    (_input, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
      }),
    20,
  );
  await expect(fetch('https://x.test/rest/v1/rpc/sync')).rejects.toThrow('given up');
});
