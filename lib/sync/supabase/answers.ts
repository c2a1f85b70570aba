import type { RemoteFailure } from '../remote.ts';
import type { ServerReason } from '../server-reason.ts';

/** An error as auth-js and postgrest-js give it. */
export interface ApiError {
  message: string;
  name?: string;
  /** The code that Auth, PostgREST or Postgres gave. */
  code?: string | undefined;
  /** The HTTP status, 0 where there was no answer. */
  status?: number | undefined;
  details?: string | null;
  /** What Auth finds wrong with a password. */
  reasons?: readonly string[];
}

/**
 * What to do about an answer. `early`: the same token again, a little later. `token`: ask Auth for another one, once.
 * The others are what the loop does about a failure.
 */
export type Next = RemoteFailure['kind'] | 'early' | 'token';

/** What an answer means: the sentence for a person, and what to do. */
export interface Meaning {
  reason: ServerReason;
  next: Next;
}

/**
 * The code of an answer that is no JSON, so that it came from something in front of the server. `guarded-fetch` puts
 * it in.
 */
export const webPage = 'web_page';
/** The code of an answer that would have sent a call on to another address. `refuse-redirects` puts it in. */
export const redirected = 'redirected';
/** The code of an answer that the browser hides. `guarded-fetch` puts it in. */
export const answerHidden = 'answer_hidden';
/** The words of a call that was given up for lack of an answer. */
export const noAnswer = 'No answer came in time.';
/** The words of an answer that was given up because there was no end to it. */
export const tooLarge = 'The answer is too large.';

type Row = readonly [codes: string, reason: ServerReason, next: Next];

/** Answers by their code. A star stands for any end. Only Auth's own words about a login have `signed-out`. */
const rows: readonly Row[] = [
  // Auth: what was typed
  ['invalid_credentials', 'wrong_password', 'server'],
  ['weak_password', 'weak_password', 'server'],
  ['same_password', 'same_password', 'server'],
  ['current_password_required', 'current_password_needed', 'server'],
  ['current_password_*', 'wrong_current_password', 'server'],
  ['reauthentication_not_valid', 'wrong_nonce', 'server'],
  ['reauthentication_* reauth_nonce_missing', 'reauthentication_needed', 'server'],
  ['email_address_invalid anonymous_provider_disabled', 'bad_email', 'server'],
  ['email_exists user_already_exists', 'already_registered', 'server'],
  ['email_not_confirmed provider_email_needs_verification', 'email_not_confirmed', 'server'],
  ['otp_disabled', 'unknown_email', 'server'],
  ['otp_expired', 'wrong_code', 'server'],
  ['setup_code_over', 'setup_code_over', 'server'],
  // Auth: what the project does not allow
  ['signup_disabled', 'sign_up_closed', 'server'],
  ['email_provider_disabled', 'email_off', 'server'],
  ['captcha_failed', 'captcha_needed', 'server'],
  ['mfa_* insufficient_aal', 'mfa_needed', 'server'],
  ['email_address_not_authorized', 'mail_not_allowed', 'server'],
  ['flow_state_* bad_code_verifier bad_oauth_state bad_oauth_callback', 'sign_in_too_late', 'server'],
  // Auth: later
  ['over_email_send_rate_limit', 'too_many_mails', 'busy'],
  ['over_request_rate_limit', 'too_many_requests', 'busy'],
  ['request_timeout', 'too_slow', 'busy'],
  ['hook_*', 'server_hook', 'busy'],
  ['conflict', 'server_busy', 'busy'],
  // Auth: the login is over
  ['session_expired session_not_found invalid_grant', 'session_expired', 'signed-out'],
  ['refresh_token_not_found refresh_token_already_used', 'session_expired', 'signed-out'],
  ['user_banned', 'user_banned', 'signed-out'],
  ['user_not_found', 'account_deleted', 'signed-out'],
  // A token that somebody does not take. Whether the login is over only Auth knows.
  ['bad_jwt no_authorization PGRST301 PGRST302 PGRST303 PT401', 'token_refused', 'token'],
  ['PT403', 'device_removed', 'removed'],
  ['PT409', 'not_asked', 'server'],
  // PostgREST and Postgres: what the project lacks
  ['PGRST106 PGRST202 PGRST205 42883 42P01', 'no_schema', 'server'],
  ['PGRST203 42703', 'other_schema', 'server'],
  ['25006', 'read_only', 'server'],
  // Of all that an account can have too many of, only a new device makes the whole call fail.
  ['PT507', 'too_many_devices', 'server'],
  ['exceed_*', 'project_restricted', 'server'],
  // PostgREST and Postgres: later
  ['57014', 'too_slow', 'slow'],
  ['40001 40P01 55P03 PT423 53* 57P* 08* PGRST000 PGRST001 PGRST002 PGRST003', 'server_busy', 'busy'],
  // PostgREST and Postgres: something in the changes. Without some of the rows the call may succeed.
  ['22* 23* 54* PGRST102 PT413', 'unexpected', 'refused'],
  [webPage, webPage, 'server'],
  [redirected, redirected, 'server'],
  [answerHidden, answerHidden, 'server'],
];

/** Answers without a code that says more, by their status. */
const statuses: Readonly<Record<number, Meaning>> = {
  401: { reason: 'token_refused', next: 'token' },
  402: { reason: 'project_restricted', next: 'server' },
  413: { reason: 'unexpected', next: 'refused' },
  429: { reason: 'too_many_requests', next: 'busy' },
  502: { reason: 'unreachable', next: 'offline' },
  503: { reason: 'unreachable', next: 'offline' },
  504: { reason: 'too_slow', next: 'late' },
  524: { reason: 'too_slow', next: 'late' },
  540: { reason: 'project_paused', next: 'server' },
  544: { reason: 'too_slow', next: 'late' },
};

/** Whether a status tells what is wrong, whatever page comes with it. */
export function saysEnough(status: number): boolean {
  return status >= 500 || (status in statuses && status !== 401);
}

const unreachable: Meaning = { reason: 'unreachable', next: 'offline' };
const unexpected: Meaning = { reason: 'unexpected', next: 'server' };

const exact = new Map<string, Meaning>();
const beginnings: { beginning: string; meaning: Meaning }[] = [];
for (const [codes, reason, next] of rows) {
  for (const code of codes.split(' ')) {
    if (code.endsWith('*')) beginnings.push({ beginning: code.slice(0, -1), meaning: { reason, next } });
    else exact.set(code, { reason, next });
  }
}

function byCode(code: string): Meaning | undefined {
  return exact.get(code) ?? beginnings.find(({ beginning }) => code.startsWith(beginning))?.meaning;
}

/** Where the code says too little, the words say more. They decide only below the code that they come with. */
function byWords({ code = '', message, status, reasons = [] }: ApiError): Meaning | null {
  switch (code) {
    case 'PT401':
      return message === 'account_deleted' ? { reason: 'account_deleted', next: 'signed-out' } : null;
    case 'PGRST303':
      // The token is newer than the clock of the database's server. Another one would be newer still.
      return /future|not yet valid/i.test(message) ? { reason: 'server_clock', next: 'early' } : null;
    case 'validation_failed':
      // Auth has one code for everything that can be wrong with a form, and for a token that it never gave.
      if (/refresh token/i.test(message)) return { reason: 'session_expired', next: 'signed-out' };
      return { reason: /password/i.test(message) ? 'weak_password' : 'bad_email', next: 'server' };
    case 'over_email_send_rate_limit':
      return numberIn(message) === undefined ? null : { reason: 'mail_too_soon', next: 'busy' };
    case 'weak_password':
      return { reason: weakness(message, reasons), next: 'server' };
    case '':
    case 'unexpected_failure':
      return byWordsAlone(message, status);
    default:
      return null;
  }
}

function byWordsAlone(message: string, status?: number): Meaning | null {
  if (status === 401 || status === 403) {
    const isAboutKey = /api key|^unauthorized$|invalid authentication credentials/i.test(message);
    return isAboutKey ? { reason: 'wrong_key', next: 'server' } : null;
  }
  // auth-js drops the code of such an answer.
  if (status === 500 && /sending .*(mail|email|otp|link)/i.test(message)) {
    return { reason: 'mail_failed', next: 'server' };
  }
  return null;
}

function weakness(message: string, reasons: readonly string[]): ServerReason {
  if (reasons.includes('length') && numberIn(message) !== undefined) return 'password_too_short';
  if (reasons.includes('characters')) return 'password_too_simple';
  return reasons.includes('pwned') ? 'password_leaked' : 'weak_password';
}

/** The number that the sentence for this error has to name: seconds to wait, or characters of a password. */
export function numberIn(message: string): number | undefined {
  const found = /after (\d+) second|at least (\d+) character/i.exec(message);
  const digits = found?.[1] ?? found?.[2];
  // No wait and no password has more digits.
  return digits === undefined || digits.length > 6 ? undefined : Number(digits);
}

/** What an error means, from what the server is known to answer. */
export function meaningOf(error: ApiError): Meaning {
  const { message, name, code = '', status } = error;
  if (name === 'AuthSessionMissingError') return { reason: 'session_expired', next: 'signed-out' };
  // Another context of this browser has renewed the login meanwhile.
  if (name === 'AuthRefreshDiscardedError') return { reason: 'server_busy', next: 'busy' };
  if (status === 0 || (status === undefined && name === 'AuthRetryableFetchError')) {
    if (message.includes(tooLarge)) return unexpected;
    return message.includes(noAnswer) ? { reason: 'no_answer', next: 'late' } : unreachable;
  }
  const known = byWords(error) ?? byCode(code) ?? statuses[status ?? 0];
  if (known) return known;
  if (status !== undefined && status >= 520) return unreachable;
  // The answer was no JSON, so it did not come from Supabase.
  return name === 'AuthUnknownError' ? { reason: webPage, next: 'server' } : unexpected;
}
