import { textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { mailSignIn } from './mails.ts';
import { badlyFormed } from './refusal.ts';
import { checkedEmail, findByEmail } from './users.ts';

/** Mails the confirmation of a sign-up again. Answers the same where there is none to send. */
export async function resend(context: AuthContext, asked: Asked): Promise<Body> {
  if (!['signup', 'email_change'].includes(textIn(asked.body, 'type')))
    throw badlyFormed('Missing one of these types: signup, email_change, sms, phone_change');
  const user = await findByEmail(context.tx, checkedEmail(asked.body['email']));
  if (user && user.email_confirmed_at === null && asked.body['type'] === 'signup')
    await mailSignIn(context, user, 'signup', asked);
  return {};
}
