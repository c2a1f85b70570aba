import { createHash, randomInt } from 'node:crypto';
import type { Asked, AuthContext } from './context.ts';
import { refusal } from './refusal.ts';
import type { UserRow } from './users.ts';

/** What a mail is for, as `verifyOtp` calls it. */
export type Purpose = 'signup' | 'magiclink' | 'recovery' | 'invite' | 'email_change' | 'reauthentication';

const subjects: Record<Purpose, string> = {
  signup: 'Confirm your email address',
  magiclink: 'Your sign-in link',
  recovery: 'Reset your password',
  invite: "You've been invited",
  email_change: 'Confirm your new email address',
  reauthentication: 'Your verification code',
};

export type OneTimeToken = { code: string; hash: string };

export const hashOfCode = (email: string, code: string): string =>
  createHash('sha224').update(`${email}${code}`).digest('hex');

/** A code for this address, and what a link carries in its place. */
export function newOneTimeToken({ rules }: AuthContext, email: string, { body }: Asked): OneTimeToken {
  const code = `${randomInt(10 ** rules.otp_length)}`.padStart(rules.otp_length, '0');
  const prefix = typeof body['code_challenge'] === 'string' && body['code_challenge'] ? 'pkce_' : '';
  return { code, hash: `${prefix}${hashOfCode(email, code)}` };
}

/** Refuses a mail to a person who got one just now. */
export function checkFrequency({ rules, now }: AuthContext, sent: (Date | null)[]): void {
  const last = Math.max(...sent.map((at) => at?.getTime() ?? 0));
  const seconds = Math.ceil(rules.max_frequency - (now() - last) / 1000);
  if (seconds > 0)
    throw refusal(
      429,
      'over_email_send_rate_limit',
      `For security purposes, you can only request this after ${seconds} seconds.`,
    );
}

/** Makes the one token that a person can sign in with. A newer one makes the older one void. */
export async function newSignInToken(
  context: AuthContext,
  user: UserRow,
  purpose: 'signup' | 'magiclink' | 'recovery' | 'invite',
  asked: Asked,
): Promise<OneTimeToken> {
  const { tx, now } = context;
  const token = newOneTimeToken(context, user.email ?? '', asked);
  const at = new Date(now());
  if (purpose === 'signup' || purpose === 'invite')
    await tx`
      update auth.users set confirmation_token = ${token.hash}, confirmation_sent_at = ${at}, recovery_token = ''
      where id = ${user.id}`;
  else
    await tx`
      update auth.users set recovery_token = ${token.hash}, recovery_sent_at = ${at}, confirmation_token = ''
      where id = ${user.id}`;
  return token;
}

/** Mails a person what they sign in with, once a minute at most. */
export async function mailSignIn(
  context: AuthContext,
  user: UserRow,
  purpose: 'signup' | 'magiclink' | 'recovery' | 'invite',
  asked: Asked,
): Promise<void> {
  checkFrequency(context, [user.confirmation_sent_at, user.recovery_sent_at]);
  const token = await newSignInToken(context, user, purpose, asked);
  send(context, { to: user.email ?? '', purpose, token, asked });
}

/** Where a link leads afterwards: what was asked for, if the project permits it. */
export function redirectTo({ url }: AuthContext, { query }: Asked): string {
  const wished = query.get('redirect_to') ?? '';
  const isPermitted =
    wished === url ||
    wished.startsWith(`${url}/`) ||
    /^https:\/\/[a-z0-9-]+\.(chromiumapp\.org|extensions\.allizom\.org)\//.test(wished);
  return isPermitted ? wished : url;
}

export function linkOf(context: AuthContext, hash: string, purpose: Purpose, asked: Asked): string {
  const query = new URLSearchParams({ token: hash, type: purpose, redirect_to: redirectTo(context, asked) });
  return `${context.url}/auth/v1/verify?${query}`;
}

/** Sends a mail with the link, and the code where the project's templates have it. A nonce is never a link. */
export function send(
  context: AuthContext,
  { to, purpose, token, asked }: { to: string; purpose: Purpose; token: OneTimeToken; asked: Asked },
): void {
  const { rules, outgoing } = context;
  if (rules.team && !rules.team.includes(to))
    throw refusal(
      400,
      'email_address_not_authorized',
      `Email address "${to}" cannot be used as it is not authorized`,
    );
  const subject = subjects[purpose];
  const link = purpose === 'reauthentication' ? null : linkOf(context, token.hash, purpose, asked);
  const code = link === null || rules.mails === 'code' ? token.code : null;
  const lines = [
    ...(code === null ? [] : [`Enter this code: ${code}`]),
    ...(link === null ? [] : [`${code === null ? 'Follow' : 'Or follow'} this link: ${link}`]),
  ];
  const html = [
    `<h2>${subject}</h2>`,
    ...(code === null ? [] : [`<p>Enter this code: ${code}</p>`]),
    ...(link === null ? [] : [`<p><a href="${link.replaceAll('&', '&amp;')}">${subject}</a></p>`]),
  ];
  outgoing.push({ to, subject, code, link, text: lines.join('\n'), html: html.join('\n') });
}
