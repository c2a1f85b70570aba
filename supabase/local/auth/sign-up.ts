import { randomUUID } from 'node:crypto';
import { objectIn, textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { beginLogin } from './logins.ts';
import { mailSignIn } from './mails.ts';
import { checkStrength, hashOf } from './passwords.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { addUser, checkedEmail, describe, findByEmail, type UserRow } from './users.ts';

/** Refuses where the project wants nobody new, or nobody by mail. */
export function checkOpen({ rules }: AuthContext): void {
  if (!rules.enable_signup) throw refusal(422, 'signup_disabled', 'Signups not allowed for this instance');
  if (!rules.enable_email) throw refusal(400, 'email_provider_disabled', 'Email signups are disabled');
}

export async function signUp(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx, rules } = context;
  const { body } = asked;
  if (!body['email'] && !body['phone'])
    throw refusal(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  if (!body['email']) throw refusal(400, 'phone_provider_disabled', 'Phone signups are disabled');
  checkOpen(context);
  const password = textIn(body, 'password');
  if (!password) throw badlyFormed('Signup requires a valid password');
  checkStrength(password, rules);
  const email = checkedEmail(body['email']);
  const known = await findByEmail(tx, email);
  if (known) return signUpAgain(context, known, asked);
  const user = await addUser(context, {
    email,
    password: await hashOf(tx, password),
    metadata: objectIn(body, 'data'),
    isConfirmed: !rules.enable_confirmations,
  });
  if (rules.enable_confirmations) {
    await mailSignIn(context, user, 'signup', asked);
    return describe(tx, user.id);
  }
  const session = await beginLogin(context, { id: user.id, method: 'password', agent: asked.agent });
  const { confirmed_at: _, ...made } = session['user'] as Body;
  return { ...session, user: made };
}

/**
 * Where new accounts are confirmed, a stranger cannot find out who has one: a sign-up is answered as if it were new.
 * The first password stays.
 */
async function signUpAgain(context: AuthContext, known: UserRow, asked: Asked): Promise<Body> {
  const { tx, rules, now } = context;
  if (!rules.enable_confirmations) throw refusal(422, 'user_already_exists', 'User already registered');
  if (known.email_confirmed_at === null) {
    await mailSignIn(context, known, 'signup', asked);
    return describe(tx, known.id);
  }
  const at = new Date(now());
  return {
    id: randomUUID(),
    aud: 'authenticated',
    role: '',
    email: known.email,
    phone: '',
    confirmation_sent_at: at,
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: objectIn(asked.body, 'data'),
    identities: [],
    created_at: at,
    updated_at: at,
    is_anonymous: false,
  };
}
