import type { TransactionSql } from 'postgres';
import { textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { beginLogin } from './logins.ts';
import { hashOfCode } from './mails.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { confirm, findByEmail, isBanned, type UserRow } from './users.ts';

type Field =
  'confirmation_token' | 'recovery_token' | 'email_change_token_current' | 'email_change_token_new';

/** Where the token of a mail is kept that is verified by this type. */
const fields: Record<string, Field[]> = {
  email: ['confirmation_token', 'recovery_token'],
  signup: ['confirmation_token'],
  invite: ['confirmation_token'],
  magiclink: ['recovery_token'],
  recovery: ['recovery_token'],
  email_change: ['email_change_token_current', 'email_change_token_new'],
};

const sentAt = {
  confirmation_token: 'confirmation_sent_at',
  recovery_token: 'recovery_sent_at',
  email_change_token_current: 'email_change_sent_at',
  email_change_token_new: 'email_change_sent_at',
} as const;

const expired = (message: string) => refusal(403, 'otp_expired', message);

/** Signs in whoever has the code or the link of a mail. Used, older and foreign ones have one answer. */
export async function verify(context: AuthContext, asked: Asked): Promise<Body> {
  const { body } = asked;
  const type = textIn(body, 'type');
  const hash = textIn(body, 'token_hash');
  const code = textIn(body, 'token');
  const email = textIn(body, 'email').trim().toLowerCase();
  if (!type) throw badlyFormed('Verify requires a verification type');
  if (!hash && !code) throw badlyFormed('Verify requires either a token or a token hash');
  if (hash && (email || code || body['phone']))
    throw badlyFormed('Only the token_hash and type should be provided');
  if (!hash && !email)
    throw badlyFormed('Only an email address or phone number should be provided on verify');
  const columns = fields[type];
  if (!columns) throw badlyFormed('Invalid email verification type');
  if (!hash) return use(context, await findByCode(context, columns, email, code), asked);
  return use(context, await findByHash(context, columns, hash), asked);
}

/** The same for who opens the link. */
export async function verifyLink(context: AuthContext, asked: Asked): Promise<Body> {
  const columns = fields[asked.query.get('type') ?? ''];
  if (!columns) throw badlyFormed('Verify requires a verification type');
  return use(context, await findByHash(context, columns, asked.query.get('token') ?? ''), asked);
}

type Found = { user: UserRow; field: Field };

async function findByHash(context: AuthContext, columns: Field[], hash: string): Promise<Found> {
  for (const field of hash ? columns : []) {
    const user = await findWith(context.tx, field, hash);
    if (user && isYoung(context, user, field)) return { user, field };
  }
  throw expired('Email link is invalid or has expired');
}

async function findByCode(
  context: AuthContext,
  columns: Field[],
  email: string,
  code: string,
): Promise<Found> {
  const hash = hashOfCode(email, code);
  const own = await findByEmail(context.tx, email);
  for (const field of columns) {
    const user =
      own && isToken(own[field], hash) ? own : await findWith(context.tx, field, hash, `pkce_${hash}`);
    if (user && isYoung(context, user, field)) return { user, field };
  }
  throw expired('Token has expired or is invalid');
}

async function findWith(tx: TransactionSql, field: Field, ...hashes: string[]) {
  const [user] = await tx<UserRow[]>`
    select * from auth.users where ${tx(field)} = any(${hashes}) for update`;
  return user;
}

const isToken = (kept: string | null, hash: string) => kept === hash || kept === `pkce_${hash}`;

function isYoung({ rules, now }: AuthContext, user: UserRow, field: Field): boolean {
  const at = user[sentAt[field]];
  return at !== null && now() - at.getTime() <= rules.otp_expiry * 1000;
}

async function use(context: AuthContext, { user, field }: Found, { agent }: Asked): Promise<Body> {
  const { tx, now } = context;
  if (isBanned(user, now())) throw refusal(403, 'user_banned', 'User is banned');
  if (field === 'email_change_token_current' || field === 'email_change_token_new') {
    const isDone = await useForChange(context, user, field);
    if (!isDone)
      return {
        code: 200,
        msg: 'Confirmation link accepted. Please proceed to confirm link sent to the other email',
      };
  } else {
    await tx`update auth.users set confirmation_token = '', recovery_token = '' where id = ${user.id}`;
    await confirm(context, user);
  }
  const session = await beginLogin(context, { id: user.id, method: 'otp', agent });
  if (field === 'recovery_token')
    await tx`
    update auth.sessions set tag = 'recovery' where user_id = ${user.id} and id = (
      select session_id from auth.refresh_tokens where token = ${String(session['refresh_token'])})`;
  return session;
}

/** Whether the new address counts now. Where new accounts are confirmed, both addresses have to say so. */
async function useForChange(context: AuthContext, user: UserRow, field: Field): Promise<boolean> {
  const { tx, rules, now } = context;
  const isFirst = user.email_change_confirm_status === 0;
  if (rules.enable_confirmations && rules.double_confirm_changes && isFirst) {
    await tx`update auth.users set ${tx(field)} = '', email_change_confirm_status = 1 where id = ${user.id}`;
    return false;
  }
  const email = user.email_change ?? '';
  if (await findByEmail(tx, email))
    throw refusal(422, 'email_exists', 'A user with this email address has already been registered');
  const at = new Date(now());
  await tx`
    update auth.users set email = ${email}, email_change = '', email_change_token_current = '',
      email_change_token_new = '', email_change_confirm_status = 0, updated_at = ${at},
      raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || ${tx.json({ email })}
    where id = ${user.id}`;
  await tx`
    update auth.identities set identity_data = identity_data || ${tx.json({ email })}, updated_at = ${at}
    where user_id = ${user.id} and provider = 'email'`;
  await confirm(context, { ...user, email });
  return true;
}
