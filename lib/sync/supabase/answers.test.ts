import { expect, test } from 'vitest';
import type { ServerReason } from '../server-reason.ts';
import { meaningOf, noAnswer, type ApiError, type Next } from './answers.ts';

type Told = [status: number, code: string, message: string, reason: ServerReason, next: Next];

/** What the servers are known to answer, from their sources and from runs of them. */
const told: Told[] = [
  // Auth: what was typed
  [400, 'invalid_credentials', 'Invalid login credentials', 'wrong_password', 'server'],
  [422, 'weak_password', 'Password should be longer.', 'weak_password', 'server'],
  [422, 'same_password', 'New password should be different', 'same_password', 'server'],
  [400, 'current_password_required', 'Current password required', 'current_password_needed', 'server'],
  [400, 'current_password_invalid', 'Current password invalid', 'wrong_current_password', 'server'],
  [401, 'reauthentication_needed', 'Needs reauthentication', 'reauthentication_needed', 'server'],
  [422, 'reauthentication_not_valid', 'Nonce has expired', 'wrong_nonce', 'server'],
  [400, 'validation_failed', 'Unable to validate email address', 'bad_email', 'server'],
  [400, 'validation_failed', 'Signup requires a valid password', 'weak_password', 'server'],
  [400, 'validation_failed', 'Refresh token is not valid', 'session_expired', 'signed-out'],
  [422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled', 'bad_email', 'server'],
  [422, 'user_already_exists', 'User already registered', 'already_registered', 'server'],
  [422, 'email_exists', 'Already registered', 'already_registered', 'server'],
  [400, 'email_not_confirmed', 'Email not confirmed', 'email_not_confirmed', 'server'],
  [422, 'otp_disabled', 'Signups not allowed for otp', 'unknown_email', 'server'],
  [403, 'otp_expired', 'Token has expired or is invalid', 'wrong_code', 'server'],
  // Auth: what the project does not allow
  [422, 'signup_disabled', 'Signups not allowed for this instance', 'sign_up_closed', 'server'],
  [422, 'email_provider_disabled', 'Email logins are disabled', 'email_off', 'server'],
  [400, 'captcha_failed', 'captcha protection: request disallowed', 'captcha_needed', 'server'],
  [401, 'insufficient_aal', 'AAL2 session is required', 'mfa_needed', 'server'],
  [422, 'mfa_verification_rejected', 'No.', 'mfa_needed', 'server'],
  [400, 'email_address_not_authorized', 'Not authorized', 'mail_not_allowed', 'server'],
  [404, 'flow_state_not_found', 'invalid flow state', 'sign_in_too_late', 'server'],
  [403, 'flow_state_expired', 'invalid flow state', 'sign_in_too_late', 'server'],
  // Auth: later
  [429, 'over_email_send_rate_limit', 'email rate limit exceeded', 'too_many_mails', 'busy'],
  [
    429,
    'over_email_send_rate_limit',
    'For security purposes, you can only request this after 47 seconds.',
    'mail_too_soon',
    'busy',
  ],
  [429, 'over_request_rate_limit', 'Request rate limit reached', 'too_many_requests', 'busy'],
  [504, 'request_timeout', 'Processing this request timed out', 'too_slow', 'busy'],
  [422, 'hook_timeout', 'Failed to reach hook', 'server_hook', 'busy'],
  [500, 'hook_payload_invalid_content_type', 'Invalid', 'server_hook', 'busy'],
  [409, 'conflict', 'Too many concurrent token refresh requests', 'server_busy', 'busy'],
  [500, 'unexpected_failure', 'Error sending confirmation email', 'mail_failed', 'server'],
  [500, 'unexpected_failure', 'Database error', 'unexpected', 'server'],
  // Auth: the login is over
  [400, 'refresh_token_not_found', 'Invalid Refresh Token', 'session_expired', 'signed-out'],
  [400, 'refresh_token_already_used', 'Invalid Refresh Token', 'session_expired', 'signed-out'],
  [403, 'session_not_found', 'Session from session_id claim', 'session_expired', 'signed-out'],
  [400, 'invalid_grant', 'Invalid Refresh Token', 'session_expired', 'signed-out'],
  [400, 'user_banned', 'User is banned', 'user_banned', 'signed-out'],
  [403, 'user_not_found', 'User from sub claim in JWT', 'account_deleted', 'signed-out'],
  // A token that somebody does not take: whether the login is over only Auth knows
  [403, 'bad_jwt', 'invalid claim: missing sub claim', 'token_refused', 'token'],
  [401, 'no_authorization', 'This endpoint requires a bearer token', 'token_refused', 'token'],
  [401, 'PGRST301', 'No suitable key was found', 'token_refused', 'token'],
  [401, 'PGRST302', 'Anonymous access is disabled', 'token_refused', 'token'],
  [401, 'PGRST303', 'JWT expired', 'token_refused', 'token'],
  [401, 'PT401', 'session_ended', 'token_refused', 'token'],
  [401, 'PT401', 'signed_out', 'token_refused', 'token'],
  [401, '', 'No.', 'token_refused', 'token'],
  [401, 'PGRST303', 'JWT issued at future', 'server_clock', 'early'],
  [401, 'PGRST303', 'JWT not yet valid', 'server_clock', 'early'],
  // The function itself
  [401, 'PT401', 'account_deleted', 'account_deleted', 'signed-out'],
  [403, 'PT403', 'device_removed', 'device_removed', 'removed'],
  [423, 'PT423', 'busy', 'server_busy', 'busy'],
  [400, 'PT400', 'bad_device', 'unexpected', 'server'],
  [413, 'PT413', 'too_much', 'unexpected', 'refused'],
  // PostgREST and Postgres
  [404, 'PGRST202', 'Could not find the function', 'no_schema', 'server'],
  [404, 'PGRST205', 'Could not find the table', 'no_schema', 'server'],
  [406, 'PGRST106', 'Invalid schema', 'no_schema', 'server'],
  [300, 'PGRST203', 'Could not choose the best candidate', 'other_schema', 'server'],
  [400, '42703', 'column does not exist', 'other_schema', 'server'],
  [405, '25006', 'cannot execute INSERT in a read-only transaction', 'read_only', 'server'],
  [507, 'PT507', 'This account is full: it has 1000 devices', 'too_many_devices', 'server'],
  [500, '57014', 'canceling statement due to statement timeout', 'too_slow', 'slow'],
  [500, '40001', 'could not serialize access', 'server_busy', 'busy'],
  [500, '40P01', 'deadlock detected', 'server_busy', 'busy'],
  [500, '55P03', 'could not obtain lock', 'server_busy', 'busy'],
  [503, '53300', 'too many connections', 'server_busy', 'busy'],
  [503, '57P01', 'terminating connection due to administrator command', 'server_busy', 'busy'],
  [503, '08006', 'connection failure', 'server_busy', 'busy'],
  [503, 'PGRST000', 'Could not connect with the database', 'server_busy', 'busy'],
  [503, 'PGRST001', 'Internal error', 'server_busy', 'busy'],
  [503, 'PGRST002', 'Could not query the database for the schema cache', 'server_busy', 'busy'],
  [504, 'PGRST003', 'Timed out acquiring connection', 'server_busy', 'busy'],
  [400, '22P05', 'unsupported Unicode escape sequence', 'unexpected', 'refused'],
  [409, '23505', 'duplicate key', 'unexpected', 'refused'],
  [413, '', 'Payload too large', 'unexpected', 'refused'],
  // In front of the server
  [402, 'exceed_egress_quota', 'Restricted', 'project_restricted', 'server'],
  [402, '', 'Restricted', 'project_restricted', 'server'],
  [540, '', 'The server answered 540.', 'project_paused', 'server'],
  [400, 'answer_hidden', 'Something answers.', 'answer_hidden', 'server'],
  [544, '', 'The server answered 544.', 'too_slow', 'late'],
  [504, '', 'Gateway timeout', 'too_slow', 'late'],
  [524, '', 'A timeout occurred', 'too_slow', 'late'],
  [429, '', 'Too many requests', 'too_many_requests', 'busy'],
  [502, '', 'Bad gateway', 'unreachable', 'offline'],
  [503, '', 'no available server', 'unreachable', 'offline'],
  [522, '', 'Connection timed out', 'unreachable', 'offline'],
  [401, '', 'Invalid API key', 'wrong_key', 'server'],
  [401, '', 'Unauthorized', 'wrong_key', 'server'],
  [401, '', 'Invalid authentication credentials', 'wrong_key', 'server'],
  [403, 'web_page', 'The server answered 403.', 'web_page', 'server'],
  [0, '', 'TypeError: Failed to fetch', 'unreachable', 'offline'],
  [0, '', `TimeoutError: ${noAnswer}`, 'no_answer', 'late'],
  // Nothing is known of these
  [500, '', 'No.', 'unexpected', 'server'],
  [501, '', 'No.', 'unexpected', 'server'],
  [519, '', 'No.', 'unexpected', 'server'],
];

test.each(told)('SYNC-12 %i %s %s: %s, %s', (status, code, message, reason, next) => {
  expect(meaningOf({ status, code, message })).toEqual({ reason, next });
});

const named: [error: ApiError, reason: ServerReason, next: Next][] = [
  [{ name: 'AuthRetryableFetchError', message: '{}' }, 'unreachable', 'offline'],
  [{ name: 'AuthRetryableFetchError', status: 0, message: 'Failed to fetch' }, 'unreachable', 'offline'],
  [{ name: 'AuthRetryableFetchError', status: 0, message: noAnswer }, 'no_answer', 'late'],
  [{ name: 'AuthRetryableFetchError', status: 504, message: 'Timed out' }, 'too_slow', 'late'],
  [
    { name: 'AuthRetryableFetchError', status: 500, message: 'Error sending magic link email' },
    'mail_failed',
    'server',
  ],
  [
    { name: 'AuthSessionMissingError', status: 400, message: 'Auth session missing!' },
    'session_expired',
    'signed-out',
  ],
  [{ name: 'AuthRefreshDiscardedError', message: 'Discarded' }, 'server_busy', 'busy'],
  [{ name: 'AuthUnknownError', message: 'Unexpected token <' }, 'web_page', 'server'],
];

test.each(named)('SYNC-12 what auth-js calls $name $status $message: %s, %s', (error, reason, next) => {
  expect(meaningOf(error)).toEqual({ reason, next });
});

test.each([
  {
    reasons: ['length'],
    message: 'Password should be at least 12 characters.',
    reason: 'password_too_short',
  },
  { reasons: ['length'], message: 'Too short.', reason: 'weak_password' },
  { reasons: ['length', 'characters'], message: 'At least 9 characters', reason: 'password_too_short' },
  { reasons: ['characters'], message: 'Use other characters.', reason: 'password_too_simple' },
  { reasons: ['pwned'], message: 'Known from leaks.', reason: 'password_leaked' },
  { reasons: [], message: 'Weak.', reason: 'weak_password' },
])('SYNC-12 a weak password for $reasons: $reason', ({ reason, ...given }) => {
  expect(meaningOf({ code: 'weak_password', status: 422, ...given }).reason).toBe(reason);
});

test('SYNC-43 nothing but the words of Auth about a login, and of the database about an account, ends one', () => {
  const over = told.filter(([, , , , next]) => next === 'signed-out').map(([, code]) => code);
  expect(new Set(over)).toEqual(
    new Set([
      'validation_failed',
      'refresh_token_not_found',
      'refresh_token_already_used',
      'session_not_found',
      'invalid_grant',
      'user_banned',
      'user_not_found',
      'PT401',
    ]),
  );
});
