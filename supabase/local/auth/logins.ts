import { randomBytes, randomUUID } from 'node:crypto';
import { signJwt } from '../jwt.ts';
import type { AuthContext, Body } from './context.ts';
import { refusal } from './refusal.ts';
import { describe, findById, isBanned, type UserRow } from './users.ts';

type TokenRow = {
  id: string;
  token: string;
  session_id: string;
  revoked: boolean;
  parent: string | null;
  updated_at: Date;
};

const newToken = () => randomBytes(12).toString('base64url');

/** Begins a login that was proven in this way. */
export async function beginLogin(
  context: AuthContext,
  { id, method, agent }: { id: string; method: 'password' | 'otp'; agent: string | null },
): Promise<Body> {
  const { tx, now } = context;
  const login = randomUUID();
  const at = new Date(now());
  await tx`
    insert into auth.sessions (id, user_id, aal, user_agent, created_at, updated_at)
    values (${login}, ${id}, 'aal1', ${agent}, ${at}, ${at})`;
  await noteProof(context, login, method);
  await tx`update auth.users set last_sign_in_at = ${at}, updated_at = ${at} where id = ${id}`;
  return answerLogin(context, { id, login, refresh_token: await addToken(context, id, login, null) });
}

/** Keeps how a login was proven, for the tokens after it. */
export async function noteProof({ tx, now }: AuthContext, login: string, method: string): Promise<void> {
  const at = new Date(now());
  await tx`
    insert into auth.mfa_amr_claims (id, session_id, authentication_method, created_at, updated_at)
    values (gen_random_uuid(), ${login}, ${method}, ${at}, ${at})
    on conflict (session_id, authentication_method) do update set updated_at = excluded.updated_at`;
}

async function addToken({ tx, now }: AuthContext, id: string, login: string, parent: string | null) {
  const token = newToken();
  const at = new Date(now());
  await tx`
    insert into auth.refresh_tokens (id, token, user_id, session_id, revoked, parent, created_at, updated_at)
    values (${randomUUID()}, ${token}, ${id}, ${login}, false, ${parent}, ${at}, ${at})`;
  return token;
}

type Login = { id: string; login: string; refresh_token: string };

async function answerLogin(context: AuthContext, { id, login, refresh_token }: Login): Promise<Body> {
  const { tx, rules, now } = context;
  const expires_at = Math.floor(now() / 1000) + rules.jwt_expiry;
  return {
    access_token: await accessToken(context, id, login),
    token_type: 'bearer',
    expires_in: rules.jwt_expiry,
    expires_at,
    refresh_token,
    user: await describe(tx, id),
  };
}

/** An access token with the claims of hosted projects. */
export async function accessToken(context: AuthContext, id: string, login: string): Promise<string> {
  const { tx, rules, url, secret, now } = context;
  const user = (await findById(tx, id)) as UserRow;
  const amr = await tx<{ method: string; timestamp: number }[]>`
    select authentication_method as method, floor(extract(epoch from updated_at))::int as timestamp
    from auth.mfa_amr_claims where session_id = ${login} order by updated_at desc`;
  const iat = Math.floor(now() / 1000);
  const claims = {
    iss: `${url}/auth/v1`,
    sub: id,
    aud: user.aud,
    exp: iat + rules.jwt_expiry,
    iat,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role,
    aal: 'aal1',
    amr: [...amr],
    session_id: login,
    is_anonymous: user.is_anonymous,
  };
  return signJwt(claims, secret);
}

/**
 * Renews a login. Whoever renews with the same token at the same time gets the same new one. An older token is refused,
 * and the login goes on with its current one.
 */
export async function renewLogin(context: AuthContext, given: string): Promise<Body> {
  const { tx, rules, now } = context;
  const [found] = await tx<{ session_id: string; user_id: string }[]>`
    select s.id as session_id, s.user_id from auth.refresh_tokens t join auth.sessions s on s.id = t.session_id
    where t.token = ${given} for update of s`;
  if (!found) throw refusal(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
  const { session_id: login, user_id: id } = found;
  const user = await findById(tx, id);
  if (!user || isBanned(user, now())) throw refusal(400, 'user_banned', 'User is banned');
  // Read only now: whoever held the login before may have renewed it.
  const tokens = await tx<TokenRow[]>`select * from auth.refresh_tokens where session_id = ${login}`;
  const token = tokens.find((row) => row.token === given);
  const current = tokens.find((row) => !row.revoked);
  if (token?.revoked) {
    const age = now() - token.updated_at.getTime();
    const mayAgain = current?.parent === given || age <= rules.refresh_token_reuse_interval * 1000;
    if (!current || !mayAgain)
      throw refusal(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
    return answerLogin(context, { id, login, refresh_token: current.token });
  }
  const at = new Date(now());
  await tx`update auth.refresh_tokens set revoked = true, updated_at = ${at} where token = ${given}`;
  await tx`update auth.sessions set updated_at = ${at} where id = ${login}`;
  return answerLogin(context, { id, login, refresh_token: await addToken(context, id, login, given) });
}
