import type { Database } from '../connect.ts';
import { signJwt, verifyJwt } from '../jwt.ts';
import type { Fetch } from './fetch.ts';

export type TokenSettings = { sql: Database; secret: string; url: string };

/**
 * Gives access tokens the claims that those of the real Auth have. How a login was proven is kept in
 * `auth.mfa_amr_claims`, as there, so that a renewed token says it, too.
 */
export function completeTokens(fetch: Fetch, settings: TokenSettings): Fetch {
  const complete = (token: string, method: string | null) => completed(token, method, settings);
  return async (request) => {
    const method = methodOf(request);
    const answer = await fetch(request);
    if (method === undefined) return answer;
    const location = answer.headers.get('Location');
    if (location) {
      const [page, fragment = ''] = location.split('#');
      const given = new URLSearchParams(fragment);
      const token = given.get('access_token');
      if (!token) return answer;
      given.set('access_token', await complete(token, method));
      return withHeader(answer, 'Location', `${page}#${given}`);
    }
    if (!answer.ok) return answer;
    const body = (await answer.clone().json()) as { access_token?: string };
    if (!body.access_token) return answer;
    const changed = { ...body, access_token: await complete(body.access_token, method) };
    const { status, headers } = withHeader(answer, 'Content-Length', null);
    return new Response(JSON.stringify(changed), { status, headers });
  };
}

/** How the login is proven that a request begins. Null where it renews one, undefined where no token is given. */
function methodOf(request: Request): string | null | undefined {
  const { pathname, searchParams } = new URL(request.url);
  switch (pathname.replace('/auth/v1', '')) {
    case '/signup':
      return 'password';
    case '/verify':
      return 'otp';
    case '/callback':
      return 'oauth';
    case '/token':
      return { password: 'password', pkce: 'oauth' }[searchParams.get('grant_type') ?? ''] ?? null;
    default:
      return undefined;
  }
}

type UserRow = { phone: string | null; app: object | null; meta: object | null; anonymous: boolean };

async function completed(token: string, method: string | null, { sql, secret, url }: TokenSettings) {
  const read = verifyJwt(token, secret, 0);
  if ('refused' in read) return token;
  const { sub = '', session_id, ...rest } = read.claims;
  const login = String(session_id);
  if (method !== null) {
    await sql`
      insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
      values (gen_random_uuid(), ${login}, ${method}, now(), now())
      on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at`;
    await sql`update auth.sessions set aal = 'aal1' where id = ${login} and aal is null`;
  }
  const amr = await sql<{ method: string; timestamp: number }[]>`
    select authentication_method as method, floor(extract(epoch from updated_at))::int as timestamp
    from auth.mfa_amr_claims where session_id = ${login} order by updated_at desc`;
  const [user] = await sql<UserRow[]>`
    select phone, raw_app_meta_data as app, raw_user_meta_data as meta, is_anonymous as anonymous
    from auth.users where id = ${sub}`;
  const claims = {
    iss: `${url}/auth/v1`,
    sub,
    ...rest,
    email: rest['email'] ?? '',
    phone: user?.phone ?? '',
    app_metadata: user?.app ?? {},
    user_metadata: user?.meta ?? {},
    aal: 'aal1',
    amr: [...amr],
    session_id: login,
    is_anonymous: user?.anonymous ?? false,
  };
  return signJwt(claims, secret);
}

function withHeader(answer: Response, name: string, value: string | null): Response {
  const headers = new Headers(answer.headers);
  if (value === null) headers.delete(name);
  else headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
