import { expect, test } from 'vitest';
import type { RemoteFailure } from '../remote.ts';
import type { ServerReason } from '../server-reason.ts';
import { databaseErrorOf, failureOf, reasonOf, type ApiError } from './failure.ts';

const told: { error: ApiError; reason: ServerReason; kind: RemoteFailure['kind'] }[] = [
  {
    error: { code: 'invalid_credentials', status: 400, message: 'Invalid login credentials' },
    reason: 'wrong_password',
    kind: 'server',
  },
  {
    error: { code: 'weak_password', status: 422, message: 'Password should be longer.' },
    reason: 'weak_password',
    kind: 'server',
  },
  {
    error: { code: 'validation_failed', status: 400, message: 'Unable to validate email address' },
    reason: 'bad_email',
    kind: 'server',
  },
  {
    error: { code: 'validation_failed', status: 400, message: 'Signup requires a valid password' },
    reason: 'weak_password',
    kind: 'server',
  },
  {
    error: { code: 'user_already_exists', status: 422, message: 'User already registered' },
    reason: 'already_registered',
    kind: 'server',
  },
  {
    error: { code: 'email_not_confirmed', status: 400, message: 'Email not confirmed' },
    reason: 'email_not_confirmed',
    kind: 'server',
  },
  {
    error: { code: 'otp_disabled', status: 422, message: 'Signups not allowed for otp' },
    reason: 'unknown_email',
    kind: 'server',
  },
  {
    error: { code: 'otp_expired', status: 403, message: 'Token has expired or is invalid' },
    reason: 'wrong_code',
    kind: 'server',
  },
  {
    error: { code: 'signup_disabled', status: 422, message: 'Signups not allowed for this instance' },
    reason: 'sign_up_closed',
    kind: 'server',
  },
  {
    error: { code: 'over_email_send_rate_limit', status: 429, message: 'Wait.' },
    reason: 'too_many_mails',
    kind: 'server',
  },
  { error: { status: 429, message: 'Too many requests' }, reason: 'too_many_requests', kind: 'busy' },
  {
    error: { code: 'refresh_token_not_found', status: 400, message: 'Invalid Refresh Token' },
    reason: 'session_expired',
    kind: 'signed-out',
  },
  {
    error: { name: 'AuthSessionMissingError', status: 400, message: 'Auth session missing!' },
    reason: 'session_expired',
    kind: 'signed-out',
  },
  {
    error: { code: 'PGRST303', status: 401, message: 'JWT expired' },
    reason: 'session_expired',
    kind: 'signed-out',
  },
  {
    error: { code: 'PT401', status: 401, message: 'session_ended', details: 'Sign in again.' },
    reason: 'session_expired',
    kind: 'signed-out',
  },
  {
    error: { code: 'PT401', status: 401, message: 'account_deleted' },
    reason: 'account_deleted',
    kind: 'signed-out',
  },
  {
    error: { code: 'PT403', status: 403, message: 'device_removed' },
    reason: 'device_removed',
    kind: 'removed',
  },
  { error: { code: 'PT423', status: 423, message: 'busy' }, reason: 'too_many_requests', kind: 'busy' },
  {
    error: { code: 'PGRST202', status: 404, message: 'Could not find the function' },
    reason: 'no_schema',
    kind: 'server',
  },
  { error: { status: 401, message: 'Invalid API key' }, reason: 'wrong_key', kind: 'server' },
  {
    error: { name: 'AuthRetryableFetchError', status: 0, message: 'Failed to fetch' },
    reason: 'unreachable',
    kind: 'offline',
  },
  {
    error: { status: 0, code: '', message: 'TypeError: Failed to fetch' },
    reason: 'unreachable',
    kind: 'offline',
  },
  { error: { status: 503, message: 'no available server' }, reason: 'unreachable', kind: 'offline' },
  { error: { status: 522, message: 'Connection timed out' }, reason: 'unreachable', kind: 'offline' },
  {
    error: { name: 'AuthUnknownError', message: 'Unexpected token <' },
    reason: 'not_supabase',
    kind: 'server',
  },
  {
    error: { code: '22P05', status: 400, message: 'unsupported Unicode escape sequence' },
    reason: 'unexpected',
    kind: 'refused',
  },
  { error: { status: 413, message: 'Payload too large' }, reason: 'unexpected', kind: 'refused' },
  {
    error: { code: '25006', status: 405, message: 'cannot execute INSERT in a read-only transaction' },
    reason: 'unexpected',
    kind: 'server',
  },
  { error: { code: 'PT400', status: 400, message: 'bad_device' }, reason: 'unexpected', kind: 'server' },
  {
    error: { code: '57014', status: 500, message: 'canceling statement due to statement timeout' },
    reason: 'unexpected',
    kind: 'server',
  },
];

test.each(told)('SYNC-12 $error.code $error.status $error.message: $reason', ({ error, reason, kind }) => {
  expect(reasonOf(error)).toBe(reason);
  expect(failureOf(error).kind).toBe(kind);
});

test("SYNC-12 a failure carries the server's words and the wait that it asked for", () => {
  const error = { code: 'PT403', status: 403, message: 'device_removed', details: 'Signed out elsewhere.' };
  expect(failureOf(error, 30_000)).toEqual({
    kind: 'removed',
    detail: 'Signed out elsewhere.',
    reason: 'device_removed',
    retry_after: 30_000,
  });
});

test('SYNC-12 where no answer came the detail names the error without its stack', () => {
  const fault = { message: 'TypeError: Failed to fetch', details: 'TypeError: Failed to fetch\n  at fetch' };
  expect(failureOf(databaseErrorOf(fault, 0))).toMatchObject({
    kind: 'offline',
    detail: 'TypeError: Failed to fetch',
  });
});

test.each([
  [401, 'session_expired'],
  [501, 'unexpected'],
  [502, 'unreachable'],
  [504, 'unreachable'],
  [505, 'unexpected'],
  [519, 'unexpected'],
  [520, 'unreachable'],
])('SYNC-12 the status %i by itself: %s', (status, reason) => {
  expect(reasonOf({ status, message: 'No.' })).toBe(reason);
});

test('SYNC-12 auth-js says by a name alone that no answer came', () => {
  expect(reasonOf({ name: 'AuthRetryableFetchError', message: '{}' })).toBe('unreachable');
});

test('SYNC-12 the details of an answer are kept', () => {
  const error = { code: 'PT403', message: 'device_removed', details: 'Signed out elsewhere.' };
  expect(databaseErrorOf(error, 403)).toEqual({ ...error, status: 403 });
});

test('SYNC-12 a failure names no reason and no wait where there is none', () => {
  expect(failureOf({ status: 500, message: 'No.' })).toStrictEqual({ kind: 'server', detail: 'No.' });
});
