import { expect, test } from 'vitest';
import { fakeServer, loginJson } from '../testing/fake-server.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { Fetch } from './refuse-redirects.ts';

const refresh = 'https://x.test/auth/v1/token?grant_type=refresh_token';

const neverAnswering: Fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new Error('given up')));
  });

function guarded(answer: () => Response | Error) {
  return createGuardedFetch(fakeServer({ '/': answer }).fetch, 1000);
}

test("SYNC-42 a token's life is counted by this machine's clock, not by the server's", async () => {
  const { fetch } = guarded(() => Response.json(loginJson(3600)));
  const body: unknown = await (await fetch(refresh)).json();
  expect(body).toMatchObject({ expires_in: 3600, refresh_token: 'refresh 3600' });
  expect(body).not.toHaveProperty('expires_at');
});

test.each([
  { what: 'a rate limit', answer: () => Response.json({ code: 'over_request_rate_limit' }, { status: 429 }) },
  { what: "a proxy's page", answer: () => new Response('<h1>Forbidden</h1>', { status: 403 }) },
  { what: 'a gateway', answer: () => Response.json({ message: 'Invalid API key' }, { status: 401 }) },
])('SYNC-43 $what does not end a login', async ({ answer }) => {
  expect((await guarded(answer).fetch(refresh)).status).toBe(503);
});

test.each([
  { error_code: 'refresh_token_not_found', code: 400 },
  { code: 'refresh_token_not_found' },
  { code: 'session_not_found' },
  { code: 'user_banned' },
  { error: 'invalid_grant', error_description: 'Invalid Refresh Token' },
  { error_code: 'validation_failed', msg: 'Refresh token is not valid' },
])('SYNC-43 the auth server itself ends a login: %o', async (body) => {
  const answer = () => Response.json(body, { status: 400 });
  const { fetch, renewalError } = guarded(answer);
  expect((await fetch(refresh)).status).toBe(400);
  expect(renewalError()).toBeUndefined();
});

test.each([
  { what: 'a hook that fails', status: 422, body: { code: 'hook_timeout' }, error: { code: 'hook_timeout' } },
  { what: 'renewals at once', status: 409, body: { code: 'conflict' }, error: { code: 'conflict' } },
  { what: 'a paused project', status: 540, body: {}, error: { status: 540 } },
  { what: 'a restricted project', status: 402, body: { message: 'Over.' }, error: { message: 'Over.' } },
  {
    what: 'another key',
    status: 401,
    body: { message: 'Invalid API key' },
    error: { message: 'Invalid API key' },
  },
])('SYNC-43 $what ends no login, and is remembered until the next renewal', async (row) => {
  const answers = [Response.json(row.body, { status: row.status }), Response.json(loginJson(3600))];
  const { fetch, renewalError } = guarded(() => answers.shift() ?? new Response());
  expect((await fetch(refresh)).status).toBe(503);
  expect(renewalError()).toMatchObject(row.error);
  await fetch(refresh);
  expect(renewalError()).toBeUndefined();
});

test('SYNC-43 an auth server that fails ends no login', async () => {
  const answer = () => Response.json({ error_code: 'unexpected_failure' }, { status: 500 });
  expect((await guarded(answer).fetch(refresh)).status).toBe(503);
});

test('SYNC-43 only answers that bring a login are changed', async () => {
  const given = { expires_at: 1, provider_token: 'x' };
  const { fetch } = guarded(() => Response.json(given));
  expect(await (await fetch('https://x.test/auth/v1/verify')).json()).toEqual(given);
  const { fetch: other } = guarded(() => Response.json({ ...given, expires_in: 1 }));
  expect(await (await other('https://x.test/rest/v1/rpc/sync')).json()).toEqual({ ...given, expires_in: 1 });
});

test('SYNC-43 the answer to a wrong password is passed on', async () => {
  const answer = () => Response.json({ error_code: 'invalid_credentials' }, { status: 400 });
  const response = await guarded(answer).fetch('https://x.test/auth/v1/token?grant_type=password');
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error_code: 'invalid_credentials' });
});

test('SYNC-6 the wait that the database asks for is remembered until its next answer', async () => {
  const answers = [
    new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }),
    new Response('{}', { status: 200 }),
  ];
  const { fetch, retryAfter } = guarded(() => answers.shift() ?? new Response());
  expect(retryAfter()).toBeUndefined();
  await fetch('https://x.test/rest/v1/rpc/sync');
  expect(retryAfter()).toBe(30_000);
  await fetch('https://x.test/rest/v1/rpc/sync');
  expect(retryAfter()).toBeUndefined();
});

test.each([
  { path: '/rest/v1/rpc/sync', seconds: '1', wait: 1000 },
  { path: '/rest/v1/rpc/sync', seconds: '600', wait: 600_000 },
  { path: '/rest/v1/rpc/sync', seconds: '86400', wait: 600_000 },
  { path: '/rest/v1/rpc/sync', seconds: '0', wait: undefined },
  { path: '/rest/v1/rpc/sync', seconds: 'Tue, 01 Dec 2026 00:00:00 GMT', wait: undefined },
  { path: '/auth/v1/settings', seconds: '30', wait: undefined },
])('SYNC-6 $path with Retry-After $seconds asks to wait $wait ms', async ({ path, seconds, wait }) => {
  const { fetch, retryAfter } = guarded(() => new Response('{}', { headers: { 'Retry-After': seconds } }));
  await fetch(new Request(`https://x.test${path}`));
  expect(retryAfter()).toBe(wait);
});

test('SYNC-13 a call that its caller gives up is given up', async () => {
  const { fetch } = createGuardedFetch(neverAnswering, 10_000);
  const caller = new AbortController();
  const call = fetch('https://x.test/rest/v1/rpc/sync', { signal: caller.signal });
  caller.abort();
  await expect(call).rejects.toThrow('given up');
});

test('SYNC-13 a call without an answer is given up', async () => {
  const { fetch } = createGuardedFetch(neverAnswering, 20);
  await expect(fetch('https://x.test/rest/v1/rpc/sync')).rejects.toThrow('No answer came in time.');
});

const sync = 'https://x.test/rest/v1/rpc/sync';
const page = '<!DOCTYPE html><h1>Sign in to the network</h1>';

test.each([
  { what: 'a page of a proxy', status: 403, body: page, given: 403, answer: { code: 'web_page' } },
  {
    what: 'a page in the place of an answer',
    status: 200,
    body: page,
    given: 406,
    answer: { code: 'web_page' },
  },
  { what: 'a page that asks for a login', status: 401, body: page, given: 401, answer: { code: 'web_page' } },
  { what: 'an empty 404', status: 404, body: '', given: 404, answer: { code: 'web_page' } },
  { what: 'a list', status: 404, body: '[]', given: 404, answer: { code: 'web_page' } },
  { what: 'the page of a gateway', status: 502, body: page, given: 502, answer: {} },
  { what: 'the page of a paused project', status: 540, body: page, given: 540, answer: {} },
  {
    what: "Envoy's word to a wrong key",
    status: 401,
    body: 'Unauthorized',
    given: 401,
    answer: { message: 'Unauthorized' },
  },
])('SYNC-63 $what has no text of its own', async ({ status, body, given, answer }) => {
  const { fetch } = guarded(() => new Response(body, { status, headers: { 'Content-Type': 'text/html' } }));
  const response = await fetch(sync);
  expect(response.status).toBe(given);
  const said: unknown = await response.json();
  expect(said).toMatchObject({ message: `The server answered ${status}.`, ...answer });
  expect(JSON.stringify(said)).not.toContain('<');
  expect('code' in (said as object)).toBe('code' in answer);
});

test.each([
  { what: 'an empty answer', answer: () => new Response(null, { status: 204 }), text: '' },
  { what: 'JSON by another name', answer: () => new Response('{"a":1}'), text: '{"a":1}' },
  {
    what: 'a refusal',
    answer: () => Response.json({ code: 'PT403' }, { status: 403 }),
    text: '{"code":"PT403"}',
  },
])('SYNC-63 $what is let through', async ({ answer, text }) => {
  expect(await (await guarded(answer).fetch(sync)).text()).toBe(text);
});

test('SYNC-6 the wait that a page asks for counts', async () => {
  const answer = () => new Response(page, { status: 503, headers: { 'Retry-After': '7' } });
  const { fetch, retryAfter } = guarded(answer);
  await fetch(sync);
  expect(retryAfter()).toBe(7000);
});

/** A browser before a server: each request is answered, hidden for lack of CORS headers, or lost, in this order. */
function browserWith(...outcomes: ('lost' | 'hidden' | 'answered')[]) {
  const modes: (RequestMode | undefined)[] = [];
  const fetch: Fetch = (_input, init) => {
    modes.push(init?.mode);
    const outcome = outcomes[modes.length - 1] ?? 'lost';
    const comes = outcome === 'answered' || (outcome === 'hidden' && init?.mode === 'no-cors');
    return comes ? Promise.resolve(Response.json({})) : Promise.reject(new TypeError('Failed to fetch'));
  };
  return { fetch: createGuardedFetch(fetch, 1000).fetch, modes };
}

const call = 'https://x.test/rest/v1/rpc/sync';

test('SYNC-86 an answer that the browser hides, as that of a paused project, is told from no answer', async () => {
  const paused = browserWith('hidden', 'hidden', 'hidden');
  const answer = await paused.fetch(call, { headers: { apikey: 'sb_publishable_x' } });
  expect(await answer.json()).toMatchObject({ code: 'answer_hidden' });
  expect(paused.modes).toEqual([undefined, 'no-cors', undefined]);
});

test('SYNC-86 neither is a network that fails nor one that failed for a moment', async () => {
  await expect(browserWith('lost', 'lost').fetch(call)).rejects.toThrow('Failed to fetch');
  await expect(browserWith('lost', 'answered', 'answered').fetch(call)).rejects.toThrow('Failed to fetch');
});

test('SYNC-86 SYNC-43 a renewal whose answer is hidden ends no login, and is told', async () => {
  const { fetch, renewalError } = createGuardedFetch((_input, init) => {
    if (init?.mode === 'no-cors') return Promise.resolve(new Response());
    return Promise.reject(new TypeError('Failed to fetch'));
  }, 1000);
  expect((await fetch(refresh)).status).toBe(503);
  expect(renewalError()).toMatchObject({ code: 'answer_hidden' });
});
