import type { RemoteFailure } from '../remote.ts';
import type { ServerReason } from '../server-reason.ts';
import { meaningOf, numberIn, type ApiError, type Next } from './answers.ts';
import { shorten } from '../wire/shorten.ts';

/** The error of a database call. postgrest-js keeps the status apart from it, and passes on whatever JSON came. */
export function databaseErrorOf({ message, code, details }: Partial<ApiError>, status: number): ApiError {
  return {
    message: typeof message === 'string' ? message : `The server answered ${status}.`,
    code: typeof code === 'string' ? code : '',
    // Where no answer came, postgrest-js puts a stack trace into the details. It would help nobody.
    details: status === 0 || typeof details !== 'string' ? null : details,
    status,
  };
}

/** What to tell a person about an error of the server, or about a server that cannot be reached. */
export function reasonOf(error: ApiError): ServerReason {
  return meaningOf(error).reason;
}

/** Whether there was no answer, or a gateway gave one in the place of a server that did not. */
export function isUnreachable(error: ApiError): boolean {
  const { next } = meaningOf(error);
  return error.name === 'AuthRetryableFetchError' || next === 'offline' || next === 'late';
}

export interface Refusal {
  ok: false;
  reason: ServerReason;
  /** The server's own words. */
  detail: string;
  /** A number that the sentence for the reason names. */
  number?: number;
}

export type AuthResult<T> = { ok: true; value: T } | Refusal;

/** A link out of a mail is shown to no server but its own. */
export const ofOtherServer: Refusal = {
  ok: false,
  reason: 'other_server',
  detail: 'The link leads to another server.',
};

/** It would sign in as somebody else. */
export const ofOtherAccount: Refusal = {
  ok: false,
  reason: 'other_mail',
  detail: 'The mail is of another account.',
};

/** What is told to the person who asked for something. */
export function refusalOf(error: ApiError): Refusal {
  const number = numberIn(error.message);
  return {
    ok: false,
    reason: reasonOf(error),
    detail: wordsOf(error),
    ...(number !== undefined && { number }),
  };
}

/** The same, of something that a call was refused with. */
export function refusalOfFailure({ reason = 'unexpected', detail }: RemoteFailure): Refusal {
  return { ok: false, reason, detail };
}

/** What an error means for the sync loop, once nothing more can be done about it at once. */
export function failureOf(error: ApiError, retryAfter?: number): RemoteFailure {
  const { reason, next } = meaningOf(error);
  return {
    kind: kindOf(next),
    detail: wordsOf(error),
    ...(reason === 'unexpected' ? {} : { reason }),
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
  };
}

function kindOf(next: Next): RemoteFailure['kind'] {
  if (next === 'early') return 'busy';
  return next === 'token' ? 'server' : next;
}

function wordsOf({ details, message }: ApiError): string {
  return shorten(details || message);
}
