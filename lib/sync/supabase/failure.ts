import type { RemoteFailure } from '../remote.ts';
import type { ServerReason } from '../server-reason.ts';

/** An error as auth-js and postgrest-js give it. */
export interface ApiError {
  message: string;
  name?: string;
  /** The code that GoTrue, PostgREST or Postgres gave. */
  code?: string | undefined;
  /** The HTTP status, 0 where there was no answer. */
  status?: number | undefined;
  details?: string | null;
}

/** The error of a database call. postgrest-js keeps the status apart from it. */
export function databaseErrorOf({ message, code, details }: ApiError, status: number): ApiError {
  // Where no answer came, postgrest-js puts a stack trace into the details. It would help nobody.
  return { message, code, details: status === 0 ? null : (details ?? null), status };
}

const reasons: Readonly<Record<string, ServerReason>> = {
  // GoTrue
  invalid_credentials: 'wrong_password',
  weak_password: 'weak_password',
  email_address_invalid: 'bad_email',
  email_address_not_authorized: 'bad_email',
  signup_disabled: 'sign_up_closed',
  email_provider_disabled: 'sign_up_closed',
  otp_disabled: 'unknown_email',
  otp_expired: 'wrong_code',
  email_exists: 'already_registered',
  user_already_exists: 'already_registered',
  email_not_confirmed: 'email_not_confirmed',
  provider_email_needs_verification: 'email_not_confirmed',
  over_request_rate_limit: 'too_many_requests',
  over_email_send_rate_limit: 'too_many_mails',
  session_expired: 'session_expired',
  session_not_found: 'session_expired',
  refresh_token_not_found: 'session_expired',
  refresh_token_already_used: 'session_expired',
  user_not_found: 'session_expired',
  user_banned: 'session_expired',
  bad_jwt: 'session_expired',
  no_authorization: 'session_expired',
  // PostgREST and the function itself
  PGRST301: 'session_expired',
  PGRST302: 'session_expired',
  PGRST303: 'session_expired',
  PT401: 'session_expired',
  PT403: 'device_removed',
  PT423: 'too_many_requests',
  PGRST106: 'no_schema',
  PGRST202: 'no_schema',
  PGRST205: 'no_schema',
  '42883': 'no_schema',
  '42P01': 'no_schema',
};

/** What to tell a person about an error of the server, or about a server that cannot be reached. */
export function reasonOf(error: ApiError): ServerReason {
  const { message, name, code = '', status } = error;
  if (/api key/i.test(message)) return 'wrong_key';
  if (message === 'account_deleted') return 'account_deleted';
  if (name === 'AuthSessionMissingError') return 'session_expired';
  // GoTrue has one code for everything that can be wrong with a form.
  if (code === 'validation_failed') return /password/i.test(message) ? 'weak_password' : 'bad_email';
  const known = reasons[code];
  if (known) return known;
  if (status === 429) return 'too_many_requests';
  if (isUnreachable(error)) return 'unreachable';
  if (status === 401) return 'session_expired';
  // The answer was no JSON, so it did not come from Supabase.
  if (name === 'AuthUnknownError') return 'not_supabase';
  return 'unexpected';
}

/** Whether there was no answer, or a gateway gave one in the place of a server that did not. */
export function isUnreachable({ name, status }: ApiError): boolean {
  if (name === 'AuthRetryableFetchError') return true;
  return status === undefined ? false : status === 0 || (status >= 502 && status <= 504) || status >= 520;
}

/** What an error means for the sync loop. */
export function failureOf(error: ApiError, retryAfter?: number): RemoteFailure {
  const reason = reasonOf(error);
  const detail = error.details || error.message;
  return {
    kind: kindOf(error, reason),
    detail,
    ...(reason === 'unexpected' ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
  };
}

/** Classes of SQLSTATE that blame the data: without some of the rows the call may succeed. */
const blamesData = /^(22|23|54)/;

function kindOf({ code = '', status }: ApiError, reason: ServerReason): RemoteFailure['kind'] {
  if (reason === 'unreachable') return 'offline';
  if (reason === 'session_expired' || reason === 'account_deleted') return 'signed-out';
  if (reason === 'device_removed') return 'removed';
  if (reason === 'too_many_requests') return 'busy';
  if (blamesData.test(code) || code === 'PGRST102' || status === 413) return 'refused';
  return 'server';
}
