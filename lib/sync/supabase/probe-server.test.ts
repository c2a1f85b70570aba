import { expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { probeServer } from './probe-server.ts';

const key = 'sb_publishable_x';
const settings = () => Response.json({ external: { email: true } });
const signedOut = () => Response.json({ code: 'PT401', message: 'signed_out' }, { status: 401 });
const missing = () => Response.json({ code: 'PGRST205', message: 'No such table' }, { status: 404 });
const serviceRole = `e30.${btoa(JSON.stringify({ role: 'service_role' }))}.c2ln`;
const url = 'https://x.test/';

/** As a browser does where the answer has no CORS headers: only a request that reads nothing comes through. */
function readOnlyWithoutCors(): () => Response | Error {
  const answers = [new TypeError('Failed to fetch'), new Response(null)];
  return () => answers.shift() ?? new TypeError('Failed to fetch');
}

test.each([
  { what: 'all is well', reason: null },
  { what: 'no address', url: 'x.test', reason: 'bad_url' },
  { what: 'no address of a server', url: 'ftp://x.test', reason: 'bad_url' },
  { what: 'the secret key', key: 'sb_secret_x', reason: 'wrong_key' },
  { what: 'the secret key of old', key: serviceRole, reason: 'wrong_key' },
  { what: 'nobody there', auth: () => new TypeError('Failed to fetch'), reason: 'unreachable' },
  { what: 'nobody who answers', auth: () => new Response('', { status: 521 }), reason: 'unreachable' },
  {
    what: 'a page without CORS headers',
    auth: readOnlyWithoutCors(),
    reason: 'answer_hidden',
  },
  { what: 'a paused project', auth: () => new Response('', { status: 540 }), reason: 'project_paused' },
  {
    what: 'a paused project with a page',
    auth: () => new Response('<html>Paused', { status: 540 }),
    reason: 'project_paused',
  },
  {
    what: 'a restricted project',
    auth: () => Response.json({ code: 'exceed_egress_quota', message: 'Restricted.' }, { status: 402 }),
    reason: 'project_restricted',
  },
  {
    what: 'another key',
    auth: () => Response.json({ message: 'Invalid API key' }, { status: 401 }),
    reason: 'wrong_key',
  },
  {
    what: 'another key behind Envoy',
    auth: () => new Response('Unauthorized', { status: 401 }),
    reason: 'wrong_key',
  },
  {
    what: 'another key behind Kong',
    auth: () => Response.json({ message: 'Invalid authentication credentials' }, { status: 401 }),
    reason: 'wrong_key',
  },
  { what: 'a web site', auth: () => new Response('<html>'), reason: 'web_page' },
  {
    what: 'a web site with a login',
    auth: () => new Response('<html>', { status: 401 }),
    reason: 'web_page',
  },
  { what: 'a web site without it', auth: () => new Response('<html>', { status: 404 }), reason: 'web_page' },
  { what: 'something with an API', auth: () => Response.json({ hello: 1 }), reason: 'not_supabase' },
  {
    what: 'an empty project',
    sync: () => Response.json({ code: 'PGRST202', message: 'Could not find the function' }, { status: 404 }),
    reason: 'no_schema',
  },
  {
    what: 'the tables of another version',
    sync: () => Response.json({ code: 'PGRST202', message: 'Could not find the function' }, { status: 404 }),
    table: () => Response.json({ code: '42501', message: 'permission denied' }, { status: 401 }),
    reason: 'other_schema',
  },
  {
    what: 'two versions at once',
    sync: () => Response.json({ code: 'PGRST203', message: 'Could not choose' }, { status: 300 }),
    reason: 'other_schema',
  },
  {
    what: 'a function that is not for strangers',
    sync: () => Response.json({ code: '42501', message: 'permission denied' }, { status: 401 }),
    reason: null,
  },
  {
    what: 'a database that is away',
    sync: () => Response.json({ message: 'down' }, { status: 503 }),
    reason: 'unreachable',
  },
  {
    what: 'a database that starts',
    sync: () => Response.json({ code: 'PGRST002', message: 'Retrying.' }, { status: 503 }),
    reason: 'server_busy',
  },
  {
    what: 'a page in front of the database',
    sync: () => new Response('<html>', { status: 403 }),
    reason: 'web_page',
  },
])(
  'SYNC-60 the connection test finds $what: $reason',
  async ({ reason, auth = settings, sync = signedOut, table = missing, ...given }) => {
    const { fetch } = fakeServer({
      '/auth/v1/settings': auth,
      '/rest/v1/rpc/sync': sync,
      '/rest/v1/pomodoro_checkpoints': table,
    });
    const finding = await probeServer({ url, key, ...given }, fetch);
    expect(finding.ok ? null : finding.reason).toBe(reason);
  },
);

test('SYNC-60 it asks as a device would, with a call that carries nothing', async () => {
  const fake = fakeServer({ '/auth/v1/settings': settings, '/rest/v1/rpc/sync': signedOut });
  expect(await probeServer({ url, key }, fake.fetch)).toEqual({ ok: true });
  expect(fake.calls).toEqual(['/auth/v1/settings', '/rest/v1/rpc/sync']);
  expect(fake.bodies).toEqual([{ cursor: 0, changes: [], device: null }]);
});

test('SYNC-83 the words of a server that is tried out are cut', async () => {
  const message = 'x'.repeat(500_000);
  const fake = fakeServer({
    '/auth/v1/settings': () => Response.json({ code: 'exceed_egress_quota', message }, { status: 402 }),
  });
  const probed = await probeServer({ url, key }, fake.fetch);
  expect(probed.ok ? null : probed.detail).toHaveLength(300);
});
