import type { AuthContext, Body } from './context.ts';
import { accessToken, noteProof } from './logins.ts';
import { describe } from './users.ts';

type Work = <T>(work: (context: AuthContext) => Promise<T>) => Promise<T>;

/**
 * @supabase/lite signs in with providers. Its access tokens lack claims that those of the real Auth have, and its
 * times have another form, so the login is told anew.
 */
export async function completeLogin(answer: Response, inTransaction: Work): Promise<Response> {
  const location = answer.headers.get('Location');
  if (location) {
    const [page, fragment = ''] = location.split('#');
    const given = new URLSearchParams(fragment);
    const token = given.get('access_token');
    if (!token) return answer;
    given.set('access_token', (await inTransaction((context) => complete(context, token))).access_token);
    const headers = new Headers(answer.headers);
    headers.set('Location', `${page}#${given}`);
    return new Response(null, { status: answer.status, headers });
  }
  const isJson = answer.ok && answer.headers.get('Content-Type')?.includes('json');
  const body = isJson ? ((await answer.clone().json()) as Body) : {};
  const token = body['access_token'];
  if (typeof token !== 'string') return answer;
  return Response.json({ ...body, ...(await inTransaction((context) => complete(context, token))) });
}

async function complete(context: AuthContext, token: string) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    string
  >;
  const { sub = '', session_id = '' } = claims;
  await noteProof(context, session_id, 'oauth');
  await context.tx`update auth.sessions set aal = 'aal1' where id = ${session_id} and aal is null`;
  const access_token = await accessToken(context, sub, session_id);
  return { access_token, user: await describe(context.tx, sub) };
}
