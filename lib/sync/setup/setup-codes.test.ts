import { describe, expect, test } from 'vitest';
import { adaId, fakeServer, loginJson } from '../testing/fake-server.ts';
import { connectTo, credentials } from '../testing/test-connection.ts';

const secret = 's'.repeat(43);
const code = { email: credentials.email, secret, device: 'Chrome · Linux' };
const login = () => Response.json(loginJson(3600));
const granted = () => Response.json({ refresh_token: 'from pair' });

describe('SYNC-90 a setup code is redeemed', () => {
  test('for a login of its own, with nothing on disk but that', async () => {
    const fake = fakeServer({ '/functions/v1/pair': granted, 'grant_type=refresh_token': login });
    const { auth, storage } = connectTo(fake);
    expect(await auth.redeemSetupCode(code)).toEqual({
      ok: true,
      value: { id: adaId, email: credentials.email },
    });
    expect(fake.calls).toEqual(['/functions/v1/pair', '/auth/v1/token?grant_type=refresh_token']);
    expect(fake.bodies).toEqual([
      { secret, address: credentials.email, device: 'Chrome · Linux' },
      { refresh_token: 'from pair' },
    ]);
    expect([...storage.kept.keys()]).toEqual(['session https://x.test']);
    expect(JSON.stringify([...storage.kept.values()])).not.toContain(secret);
  });

  test.each([
    [403, { code: 'setup_code_over', message: 'Over.' }, 'setup_code_over'],
    [429, { code: 'over_request_rate_limit', message: 'Wait.' }, 'too_many_requests'],
    [404, { code: 'NOT_FOUND', message: 'Requested function was not found' }, 'unexpected'],
    [500, { code: 'pair_failed', message: 'No login.' }, 'unexpected'],
    [200, { other: 1 }, 'unexpected'],
    [200, { refresh_token: 7 }, 'unexpected'],
  ])('or refused with a reason: %i %j', async (status, body, reason) => {
    const { auth, storage } = connectTo(
      fakeServer({ '/functions/v1/pair': () => Response.json(body, { status }) }),
    );
    expect(await auth.redeemSetupCode(code)).toMatchObject({ ok: false, reason });
    expect([...storage.kept.keys()]).toEqual([]);
  });

  test('or told that the server cannot be reached', async () => {
    const { auth } = connectTo(fakeServer({ '/functions/v1/pair': () => new TypeError('Failed to fetch') }));
    expect(await auth.redeemSetupCode(code)).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  test('to no other account than the one that it names', async () => {
    const fake = fakeServer({
      '/functions/v1/pair': granted,
      'grant_type=refresh_token': login,
      '/logout': () => new Response(null, { status: 204 }),
    });
    const { auth, storage } = connectTo(fake);
    expect(await auth.redeemSetupCode({ ...code, email: 'grace@example.org' })).toMatchObject({
      ok: false,
      reason: 'foreign_setup_code',
    });
    expect([...storage.kept.keys()]).toEqual([]);
    await expect.poll(() => fake.calls.at(-1)).toBe('/auth/v1/logout?scope=local');
    expect(await auth.redeemSetupCode({ ...code, email: credentials.email.toUpperCase() })).toMatchObject({
      ok: true,
    });
  });
});

describe('SYNC-91 what became of a setup code', () => {
  const followed = async (found: unknown, status = 200) => {
    const fake = fakeServer({
      'grant_type=password': login,
      '/rpc/follow_setup_code': () => Response.json(found, { status }),
    });
    const { auth } = connectTo(fake);
    await auth.signIn(credentials);
    return auth.stepSetupCode('follow', 'a hash');
  };

  test.each([
    [{ state: 'open', used_by: null }, { ok: true }],
    [
      { state: 'over', used_by: null },
      { ok: false, reason: 'setup_code_over' },
    ],
    [
      { state: 'used', used_by: 'Firefox\n· Linux' },
      { ok: false, reason: 'setup_code_used', detail: 'Firefox · Linux' },
    ],
    [
      { state: 'used', used_by: 'x'.repeat(1000) },
      { ok: false, detail: `${'x'.repeat(299)}…` },
    ],
    [{ state: 'of a later version' }, { ok: false, reason: 'setup_code_over' }],
  ])('%j', async (found, told) => {
    expect(await followed(found)).toMatchObject(told);
  });

  test('cannot be asked of a database of an earlier version', async () => {
    const body = { code: 'PGRST202', message: 'Could not find the function' };
    expect(await followed(body, 404)).toMatchObject({ ok: false, reason: 'no_schema' });
  });
});
