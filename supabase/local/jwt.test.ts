import { expect, it } from 'vitest';
import { signJwt, verifyJwt } from './jwt.ts';

const claims = { role: 'authenticated', exp: 1_000, sub: 'somebody' };
const good = signJwt(claims, 'secret');

it('LOCAL-18 reads the claims of what it signed', () => {
  expect(verifyJwt(good, 'secret', 999)).toEqual({ claims });
});

it.each([
  ['of another secret', good, 'other', 999, { refused: 'signature', expiredFor: 0 }],
  ['that expired', good, 'secret', 1_007.9, { refused: 'expired', expiredFor: 7 }],
  ['that is none', 'sb_publishable_x', 'secret', 0, { refused: 'malformed', expiredFor: 0 }],
  ['with a tail', `${good}.x`, 'secret', 0, { refused: 'malformed', expiredFor: 0 }],
  ['without a role', signJwt({ exp: 9 }, 'secret'), 'secret', 0, { refused: 'claims', expiredFor: 0 }],
  ['without an end', signJwt({ role: 'anon' }, 'secret'), 'secret', 0, { refused: 'claims', expiredFor: 0 }],
])('LOCAL-18 refuses a token %s', (_what, token, secret, now, refusal) => {
  expect(verifyJwt(token, secret, now)).toEqual(refusal);
});
