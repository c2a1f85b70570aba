import { objectIn, textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { checkFrequency, hashOfCode, newOneTimeToken, send } from './mails.ts';
import { checkStrength, hashOf, isRight } from './passwords.ts';
import { refusal } from './refusal.ts';
import { signedIn, type SignedIn } from './signed-in.ts';
import { checkedEmail, describe, findByEmail, type UserRow } from './users.ts';

/** For so long a login may change the password without a nonce, in milliseconds. */
const recent = 24 * 60 * 60 * 1000;

/** Changes the password, the address or the metadata of who asks. */
export async function changeUser(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx, rules } = context;
  const { body } = asked;
  const who = await signedIn(context, asked);
  const password = textIn(body, 'password');
  if (password) checkStrength(password, rules);
  if (
    body['email'] &&
    checkedEmail(body['email']) !== who.user.email &&
    (await findByEmail(tx, checkedEmail(body['email'])))
  )
    throw refusal(422, 'email_exists', 'A user with this email address has already been registered');
  if (password) await changePassword(context, who, password, body);
  if ('data' in body) await mergeMetadata(context, who.user.id, objectIn(body, 'data'));
  if (body['email'] && checkedEmail(body['email']) !== who.user.email)
    await mailChange(context, who.user, checkedEmail(body['email']), asked);
  return describe(tx, who.user.id);
}

/** Ends the account's other logins, too. */
async function changePassword(context: AuthContext, who: SignedIn, password: string, body: Body) {
  const { tx, rules, now } = context;
  const { user, login, since } = who;
  if (rules.secure_password_change && now() - since.getTime() > recent)
    await checkNonce(context, user, textIn(body, 'nonce'));
  if (rules.require_current_password && user.encrypted_password && !(await isRecovery(context, login))) {
    const current = textIn(body, 'current_password');
    if (!current)
      throw refusal(400, 'current_password_required', 'Current password required when setting new password.');
    if (!(await isRight(tx, current, user.encrypted_password)))
      throw refusal(400, 'current_password_invalid', 'Current password required when setting new password.');
  }
  if (await isRight(tx, password, user.encrypted_password))
    throw refusal(422, 'same_password', 'New password should be different from the old password.');
  const at = new Date(now());
  await tx`
    update auth.users set encrypted_password = ${await hashOf(tx, password)}, reauthentication_token = '',
      updated_at = ${at}
    where id = ${user.id}`;
  await tx`delete from auth.sessions where user_id = ${user.id} and id <> ${login}`;
}

async function isRecovery({ tx }: AuthContext, login: string) {
  return (await tx`select from auth.sessions where id = ${login} and tag = 'recovery'`).length > 0;
}

async function checkNonce({ rules, now }: AuthContext, user: UserRow, nonce: string) {
  if (!nonce) throw refusal(400, 'reauthentication_needed', 'Password update requires reauthentication');
  const at = user.reauthentication_sent_at?.getTime() ?? 0;
  const isGood =
    user.reauthentication_token === hashOfCode(user.email ?? '', nonce) &&
    now() - at <= rules.otp_expiry * 1000;
  if (!isGood) throw refusal(422, 'reauthentication_not_valid', 'Nonce has expired or is invalid');
}

/** Mails who asks a nonce for a new password. */
export async function reauthenticate(context: AuthContext, asked: Asked): Promise<Body> {
  const { tx, now } = context;
  const { user } = await signedIn(context, asked);
  checkFrequency(context, [user.reauthentication_sent_at]);
  const token = newOneTimeToken(context, user.email ?? '', asked);
  await tx`
    update auth.users set reauthentication_token = ${token.hash}, reauthentication_sent_at = ${new Date(now())}
    where id = ${user.id}`;
  send(context, { to: user.email ?? '', purpose: 'reauthentication', token, asked });
  return {};
}

/** What is null goes. */
export async function mergeMetadata({ tx, now }: AuthContext, id: string, data: Body): Promise<void> {
  await tx`
    update auth.users set updated_at = ${new Date(now())},
      raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || ${tx.json(data as never)})
    where id = ${id}`;
}

/** Mails the new address, and the one from before where the project wants both to know. */
async function mailChange(context: AuthContext, user: UserRow, email: string, asked: Asked) {
  const { tx, rules, now } = context;
  checkFrequency(context, [user.email_change_sent_at]);
  const fresh = newOneTimeToken(context, email, asked);
  const wantsBoth = rules.double_confirm_changes && Boolean(user.email);
  const before = wantsBoth ? newOneTimeToken(context, user.email ?? '', asked) : undefined;
  await tx`
    update auth.users set email_change = ${email}, email_change_token_new = ${fresh.hash},
      email_change_token_current = ${before?.hash ?? ''}, email_change_confirm_status = 0,
      email_change_sent_at = ${new Date(now())}
    where id = ${user.id}`;
  send(context, { to: email, purpose: 'email_change', token: fresh, asked });
  if (before) send(context, { to: user.email ?? '', purpose: 'email_change', token: before, asked });
}
