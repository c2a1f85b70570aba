import { expect, test } from 'vitest';
import { authorizeAddress, readReturnAddress, type ProviderSignIn } from './provider-sign-in.ts';

const redirect = 'https://here.chromiumapp.org/';
// The verifier of RFC 7636, appendix B, and its challenge.
const signIn: ProviderSignIn = {
  provider: 'github',
  redirect,
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
};
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

test('SYNC-50 a sign-in begins at the server, with the challenge and without the verifier', async () => {
  const { origin, pathname, searchParams } = new URL(await authorizeAddress('https://x.test/base', signIn));
  expect(origin + pathname).toBe('https://x.test/base/auth/v1/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({
    provider: 'github',
    redirect_to: redirect,
    code_challenge: challenge,
    code_challenge_method: 's256',
  });
});

test('SYNC-50 Microsoft is asked for the address', async () => {
  const address = await authorizeAddress('https://x.test', { ...signIn, provider: 'azure' });
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
])('SYNC-52 the return address is read: %s', (query, brought) => {
  expect(readReturnAddress(redirect + query, signIn)).toEqual(brought);
});

test('SYNC-52 a text that anybody can write is cut to 300 characters', () => {
  const brought = readReturnAddress(`${redirect}?error=x&error_description=${'long '.repeat(1000)}`, signIn);
  expect(brought.ok ? 0 : brought.detail.length).toBe(300);
});
