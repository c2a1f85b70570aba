import { emailExists } from './admin.ts';
import { objectIn, textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { linkOf, mailSignIn, newSignInToken, redirectTo } from './mails.ts';
import { hashOf } from './passwords.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { addUser, checkedEmail, describe, findByEmail, type UserRow } from './users.ts';

type Kind = 'signup' | 'magiclink' | 'recovery' | 'invite';

const kinds: readonly string[] = ['signup', 'magiclink', 'recovery', 'invite'] satisfies Kind[];

/**
 * Makes what a mail would bring, without mailing it. It makes a mailed code void, and a mailed code makes it void. A
 * magic link for an unknown address makes an account.
 */
export async function generateLink(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx } = context;
  const { body } = asked;
  if (!kinds.includes(textIn(body, 'type'))) throw badlyFormed('Invalid email action link type requested');
  const email = checkedEmail(body['email']);
  const known = await findByEmail(tx, email);
  let kind = body['type'] as Kind;
  if (!known && kind === 'recovery') throw refusal(404, 'user_not_found', 'User with this email not found');
  if (!known && kind === 'magiclink') kind = 'signup';
  if (known?.email_confirmed_at && (kind === 'signup' || kind === 'invite')) throw emailExists();
  const user = known ?? (await addUnconfirmed(context, email, body));
  const query = new URLSearchParams(asked.query);
  if (textIn(body, 'redirect_to')) query.set('redirect_to', textIn(body, 'redirect_to'));
  const going = { ...asked, query };
  const { code, hash } = await newSignInToken(context, user, kind, asked);
  return {
    ...(await describe(tx, user.id)),
    action_link: linkOf(context, hash, kind, going),
    email_otp: code,
    hashed_token: hash,
    verification_type: kind,
    redirect_to: redirectTo(context, going),
  };
}

/** Mails somebody that they may come. */
export async function invite(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx, now } = context;
  const email = checkedEmail(asked.body['email']);
  const known = await findByEmail(tx, email);
  if (known?.email_confirmed_at) throw emailExists();
  const user = known ?? (await addUnconfirmed(context, email, asked.body));
  await tx`update auth.users set invited_at = ${new Date(now())} where id = ${user.id}`;
  await mailSignIn(context, user, 'invite', asked);
  return describe(tx, user.id);
}

async function addUnconfirmed(context: AuthContext, email: string, body: Body): Promise<UserRow> {
  const password = textIn(body, 'password');
  return addUser(context, {
    email,
    password: password ? await hashOf(context.tx, password) : null,
    metadata: objectIn(body, 'data'),
    isConfirmed: false,
  });
}
