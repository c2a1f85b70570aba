import type { Asked, AuthContext } from './context.ts';
import { badlyFormed } from './refusal.ts';
import { signedIn } from './signed-in.ts';

/** Ends all logins of the account, this one, or all others. */
export async function signOut(context: AuthContext, asked: Asked): Promise<void> {
  const { tx } = context;
  const scope = asked.query.get('scope') ?? 'global';
  const { user, login } = await signedIn(context, asked);
  if (scope === 'global') await tx`delete from auth.sessions where user_id = ${user.id}`;
  else if (scope === 'local') await tx`delete from auth.sessions where id = ${login}`;
  else if (scope === 'others')
    await tx`delete from auth.sessions where user_id = ${user.id} and id <> ${login}`;
  else throw badlyFormed(`Unsupported logout scope "${scope}"`);
}
