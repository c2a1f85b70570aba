import { objectIn, textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { beginLogin } from './logins.ts';
import { mailSignIn } from './mails.ts';
import { isRight } from './passwords.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { checkOpen } from './sign-up.ts';
import { addUser, checkedEmail, findByEmail, isBanned } from './users.ts';

export async function signInWithPassword(context: AuthContext, { body, agent }: Asked): Promise<Body> {
  const { tx, rules, now } = context;
  if (!rules.enable_email) throw refusal(422, 'email_provider_disabled', 'Email logins are disabled');
  if (!textIn(body, 'email')) throw badlyFormed('missing email or phone');
  const user = await findByEmail(tx, textIn(body, 'email').trim());
  if (user && isBanned(user, now())) throw refusal(400, 'user_banned', 'User is banned');
  if (!user || !(await isRight(tx, textIn(body, 'password'), user.encrypted_password)))
    throw refusal(400, 'invalid_credentials', 'Invalid login credentials');
  if (user.email_confirmed_at === null) throw refusal(400, 'email_not_confirmed', 'Email not confirmed');
  return { ...(await beginLogin(context, { id: user.id, method: 'password', agent })), weak_password: null };
}

/** Mails whoever asks what they sign in with, and makes an account for an unknown address unless told not to. */
export async function mailOtp(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx, rules } = context;
  const { body } = asked;
  if (!rules.enable_email) throw refusal(422, 'email_provider_disabled', 'Email logins are disabled');
  if (!body['email']) throw badlyFormed('One of email or phone must be set');
  const email = checkedEmail(body['email']);
  let user = await findByEmail(tx, email);
  if (!user) {
    if (body['create_user'] === false) throw refusal(422, 'otp_disabled', 'Signups not allowed for otp');
    checkOpen(context);
    const isConfirmed = !rules.enable_confirmations;
    user = await addUser(context, { email, password: null, metadata: objectIn(body, 'data'), isConfirmed });
  }
  await mailSignIn(context, user, user.email_confirmed_at === null ? 'signup' : 'magiclink', asked);
  return {};
}

/** Answers the same for an address that nobody has. */
export async function recover(context: AuthContext, asked: Asked): Promise<Body> {
  if (!asked.body['email']) throw badlyFormed('Password recovery requires an email');
  const user = await findByEmail(context.tx, checkedEmail(asked.body['email']));
  if (user) await mailSignIn(context, user, 'recovery', asked);
  return {};
}
