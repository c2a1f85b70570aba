import type { Database } from '../connect.ts';
import { verifyJwt } from '../jwt.ts';
import type { Fetch } from './fetch.ts';
import { readBody } from './read-body.ts';

/** A change of the password ends the account's other logins, as in the real Auth. */
export function endOtherLogins(fetch: Fetch, { sql, secret }: { sql: Database; secret: string }): Fetch {
  return async (request) => {
    const isChange = request.method === 'PUT' && new URL(request.url).pathname === '/auth/v1/user';
    if (!isChange) return fetch(request);
    const body = await readBody(request);
    const token = request.headers.get('Authorization')?.replace(/^Bearer /i, '') ?? '';
    const answer = await fetch(request);
    const read = verifyJwt(token, secret, 0);
    if (answer.ok && typeof body?.['password'] === 'string' && !('refused' in read)) {
      const { sub = '', session_id } = read.claims;
      await sql`delete from auth.sessions where user_id = ${sub} and id <> ${String(session_id)}`;
    }
    return answer;
  };
}
