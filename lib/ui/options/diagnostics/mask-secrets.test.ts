import { expect, it } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

it.each([
  ['Failed to fetch', 'Failed to fetch'],
  ['Key (email)=(ada@example.org) already exists.', 'Key … already exists.'],
  ['Token "Call the doctor" is invalid', 'Token … is invalid'],
  ['to ada@example.org, at once', 'to … at once'],
  ['GET https://abc.supabase.co/rest/v1 failed', 'GET … failed'],
  ['lookup abc.supabase.co: no such host', 'lookup …: no such host'],
  ['connect 192.168.0.7 refused', 'connect … refused'],
  ['row 0b8f8f6e-8a3c-5d0e-9a53-1f6d1f0c7f01 is gone', 'row 0b8f8f6e is gone'],
  ['key sb_publishable_abc is wrong', 'key … is wrong'],
  ['jwt eyJhbGciOi.eyJz.x expired', 'jwt … expired'],
])('DIAG-4 nothing personal leaves with an error: %s', (text, left) => {
  expect(maskSecrets(text)).toBe(left);
});
