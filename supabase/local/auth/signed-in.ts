import { verifyJwt } from '../jwt.ts';
import type { Asked, AuthContext } from './context.ts';
import { refusal } from './refusal.ts';
import { findById, isBanned, type UserRow } from './users.ts';

export type SignedIn = { user: UserRow; login: string; since: Date };

/** Who asks, in which login. Refuses everybody else, each with its reason. */
export async function signedIn({ tx, secret, now }: AuthContext, { token }: Asked): Promise<SignedIn> {
  const read = verifyJwt(token, secret, now() / 1000);
  if ('refused' in read && token.split('.').length === 3)
    throw refusal(
      403,
      'bad_jwt',
      `invalid JWT: unable to parse or verify signature, token ${read.refused === 'expired' ? 'is expired' : 'is invalid'}`,
    );
  const claims = 'refused' in read ? undefined : read.claims;
  const { sub } = claims ?? {};
  // A key is a token of nobody.
  if (!sub) throw refusal(403, 'bad_jwt', 'invalid claim: missing sub claim');
  const user = await findById(tx, sub);
  if (!user) throw refusal(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  const [session] = await tx<{ id: string; created_at: Date }[]>`
    select id, created_at from auth.sessions where id::text = ${String(claims?.['session_id'])} and user_id = ${user.id}`;
  if (!session)
    throw refusal(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  if (isBanned(user, now())) throw refusal(403, 'user_banned', 'User is banned');
  return { user, login: session.id, since: session.created_at };
}
