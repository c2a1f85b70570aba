import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { Database } from '../connect.ts';
import type { Mailbox } from '../http/mailbox.ts';
import type { Fetch } from './fetch.ts';
import { readBody } from './read-body.ts';

type Parts = { sql: Database; mailbox: Mailbox };
type Known = { id: string; email: string; is_confirmed: boolean; identities: object[] };

/**
 * What the real Auth does where a new account must be confirmed, and @supabase/lite does otherwise. A stranger cannot
 * find out who has an account: for a known address a sign-up is answered as if it were new. The first password stays.
 * Who asks for a code has nothing before it was typed.
 */
export function confirmFirst(fetch: Fetch, { sql, mailbox }: Parts): Fetch {
  async function find(email: string) {
    const [known] = await sql<Known[]>`
      select u.id, u.email, u.email_confirmed_at is not null as is_confirmed,
        (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from auth.identities i where i.user_id = u.id) as identities
      from auth.users u where u.email = ${email.toLowerCase()}`;
    return known;
  }

  async function signUpAgain(email: string, data: unknown, answer: Response): Promise<Response> {
    const known = await find(email);
    if (!known) return answer;
    if (!known.is_confirmed) await mailAgain(known);
    const now = new Date().toISOString();
    return Response.json({
      id: known.is_confirmed ? randomUUID() : known.id,
      aud: 'authenticated',
      role: known.is_confirmed ? '' : 'authenticated',
      email: known.email,
      phone: '',
      confirmation_sent_at: now,
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: data ?? {},
      identities: known.is_confirmed ? [] : known.identities,
      created_at: now,
      updated_at: now,
      is_anonymous: false,
    });
  }

  async function mailAgain({ id, email }: Known) {
    const code = `${randomInt(1_000_000)}`.padStart(6, '0');
    const hash = createHash('sha256').update(`${email}${code}`).digest('hex');
    await sql`
      update auth.users set confirmation_token = ${hash}, confirmation_sent_at = now() where id = ${id}`;
    await mailbox.send({
      to: email,
      subject: 'Confirm your email address',
      text: `Enter this code to confirm your email address: ${code}`,
    });
  }

  async function hasPassword(email: string, password: string) {
    // PostgreSQL knows the same method by an older name only.
    const [right] = await sql`
      select from auth.users u, regexp_replace(u.encrypted_password, '^[$]2[by][$]', '$2a$') as hash
      where u.email = ${email.toLowerCase()} and extensions.crypt(${password}, hash) = hash`;
    return right !== undefined;
  }

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = request.method === 'POST' ? pathname.replace('/auth/v1', '') : '';
    const isSignIn = path === '/token' && searchParams.get('grant_type') === 'password';
    if (path !== '/signup' && path !== '/otp' && !isSignIn) return fetch(request);
    const { email, password, data } = (await readBody(request)) ?? {};
    if (typeof email !== 'string') return fetch(request);
    const isNew = path === '/otp' && !(await find(email));
    const answer = await fetch(request);
    if (isNew && answer.ok) {
      await sql`update auth.users set email_confirmed_at = null where email = ${email.toLowerCase()}`;
      await sql`
        delete from auth.sessions s using auth.users u where s.user_id = u.id and u.email = ${email.toLowerCase()}`;
    }
    if (path === '/signup' && answer.status === 429) return signUpAgain(email, data, answer);
    if (isSignIn && answer.status === 400 && typeof password === 'string') {
      const { error_code } = (await answer.clone().json()) as { error_code?: string };
      if (error_code === 'email_not_confirmed' && !(await hasPassword(email, password)))
        return Response.json(
          { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' },
          { status: 400 },
        );
    }
    return answer;
  };
}
