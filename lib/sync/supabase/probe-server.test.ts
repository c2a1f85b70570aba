import { expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { probeServer } from './probe-server.ts';

const key = 'sb_publishable_x';
const settings = () => Response.json({ external: { email: true } });
const signedOut = () => Response.json({ code: 'PT401', message: 'signed_out' }, { status: 401 });
const serviceRole = `e30.${btoa(JSON.stringify({ role: 'service_role' }))}.c2ln`;
const url = 'https://x.test/';

test.each([
  { what: 'all is well', reason: null },
  { what: 'no address', url: 'x.test', reason: 'bad_url' },
  { what: 'no address of a server', url: 'ftp://x.test', reason: 'bad_url' },
  { what: 'the secret key', key: 'sb_secret_x', reason: 'wrong_key' },
  { what: 'the secret key of old', key: serviceRole, reason: 'wrong_key' },
  { what: 'nobody there', auth: () => new TypeError('Failed to fetch'), reason: 'unreachable' },
  { what: 'a paused project', auth: () => new Response('', { status: 540 }), reason: 'unreachable' },
  {
    what: 'another key',
    auth: () => Response.json({ message: 'Invalid API key' }, { status: 401 }),
    reason: 'wrong_key',
  },
  { what: 'a web site', auth: () => new Response('<html>'), reason: 'not_supabase' },
  {
    what: 'a web site with a login',
    auth: () => new Response('<html>', { status: 401 }),
    reason: 'not_supabase',
  },
  { what: 'something with an API', auth: () => Response.json({ hello: 1 }), reason: 'not_supabase' },
  {
    what: 'an empty project',
    sync: () => Response.json({ code: 'PGRST202', message: 'Could not find the function' }, { status: 404 }),
    reason: 'no_schema',
  },
  {
    what: 'a broken database',
    sync: () => Response.json({ message: 'down' }, { status: 503 }),
    reason: 'unexpected',
  },
])(
  'SYNC-60 the connection test finds $what: $reason',
  async ({ reason, auth = settings, sync = signedOut, ...given }) => {
    const { fetch } = fakeServer({ '/auth/v1/settings': auth, '/rest/v1/rpc/sync': sync });
    const finding = await probeServer({ url, key, ...given }, fetch);
    expect(finding.ok ? null : finding.reason).toBe(reason);
  },
);
