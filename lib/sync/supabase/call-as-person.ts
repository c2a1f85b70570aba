import type { RemoteResult } from '../remote.ts';
import { meaningOf, type ApiError } from './answers.ts';
import type { Connection } from './connection.ts';
import { databaseErrorOf, failureOf } from './failure.ts';

/** What postgrest-js gives for a call of a database function. */
export interface CallAnswer {
  data: unknown;
  error: ApiError | null;
  status: number;
}

/** How long (milliseconds) a token that is too new for the server's clock waits before each further call. */
const tooEarly = [1000, 2000, 4000];

/**
 * Calls a database function as whoever is signed in. If the database does not take the token, Auth is asked for another
 * one, once: only Auth knows whether the login is over. A token from the future is a new one already. It is good in a
 * moment, and another one would be newer still.
 */
export async function callAsPerson(
  connection: Pick<Connection, 'login' | 'renewLogin' | 'pause' | 'retryAfter'>,
  call: () => PromiseLike<CallAnswer>,
): Promise<RemoteResult<unknown>> {
  const ask = async () => {
    const { data, error, status } = await call();
    return { data, error: error && databaseErrorOf(error, status) };
  };
  const login = await connection.login();
  if (!login.ok) return login;
  let answer = await ask();
  if (answer.error && meaningOf(answer.error).next === 'token') {
    const renewed = await connection.renewLogin();
    if (!renewed.ok) return renewed;
    answer = await ask();
  }
  for (const wait of tooEarly) {
    if (!answer.error || meaningOf(answer.error).next !== 'early') break;
    await connection.pause(wait);
    answer = await ask();
  }
  if (!answer.error) return { ok: true, value: answer.data };
  return { ok: false, failure: failureOf(answer.error, connection.retryAfter()) };
}
