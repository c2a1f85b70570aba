import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { AuthContext, Body } from './context.ts';
import { badlyFormed } from './refusal.ts';

export type UserRow = {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  phone: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Date | null;
  confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_token: string | null;
  confirmation_sent_at: Date | null;
  recovery_token: string | null;
  recovery_sent_at: Date | null;
  email_change: string | null;
  email_change_token_new: string | null;
  email_change_token_current: string | null;
  email_change_sent_at: Date | null;
  email_change_confirm_status: number;
  reauthentication_token: string | null;
  reauthentication_sent_at: Date | null;
  last_sign_in_at: Date | null;
  raw_app_meta_data: Body | null;
  raw_user_meta_data: Body | null;
  is_anonymous: boolean;
  banned_until: Date | null;
  created_at: Date;
  updated_at: Date;
};

type IdentityRow = {
  id: string;
  provider: string;
  provider_id: string;
  user_id: string;
  identity_data: Body;
  email: string | null;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

export type Person = Body & { id: string; email: string };

export async function findById(tx: TransactionSql, id: string): Promise<UserRow | undefined> {
  const [user] = await tx<UserRow[]>`select * from auth.users where id::text = ${id}`;
  return user;
}

export async function findByEmail(tx: TransactionSql, email: string): Promise<UserRow | undefined> {
  const [user] = await tx<UserRow[]>`
    select * from auth.users where email = ${email.toLowerCase()} and not is_sso_user for update`;
  return user;
}

/** The address in its stored form, or a refusal. */
export function checkedEmail(given: unknown): string {
  const email = typeof given === 'string' ? given.trim().toLowerCase() : '';
  if (/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) && email.length <= 255) return email;
  throw badlyFormed('Unable to validate email address: invalid format');
}

export type NewUser = {
  email: string;
  password: string | null;
  metadata: Body;
  appMetadata?: Body;
  isConfirmed: boolean;
  /** An admin's call puts less into the identity. */
  byAdmin?: boolean;
};

/** Adds an account with its identity. `password` is a hash. */
export async function addUser({ tx, now }: AuthContext, given: NewUser): Promise<UserRow> {
  const id = randomUUID();
  const { email, isConfirmed, byAdmin = false } = given;
  const at = new Date(now());
  const proof = { sub: id, email, email_verified: isConfirmed && !byAdmin, phone_verified: false };
  const metadata = { ...given.metadata, ...(byAdmin ? { email_verified: isConfirmed } : proof) };
  const identity = byAdmin ? proof : { ...given.metadata, ...proof };
  const app = { provider: 'email', providers: ['email'], ...given.appMetadata };
  await tx`
    insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, confirmation_token,
      recovery_token, email_change, email_change_token_new, email_change_token_current, reauthentication_token,
      raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
    values (${id}, 'authenticated', 'authenticated', ${email}, ${given.password}, ${isConfirmed ? at : null}, '',
      '', '', '', '', '', ${tx.json(app)}, ${tx.json(metadata)}, ${at}, ${at})`;
  await tx`
    insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at, created_at,
      updated_at)
    values (${randomUUID()}, 'email', ${id}, ${id}, ${tx.json(identity)}, ${at}, ${at}, ${at})`;
  return (await findById(tx, id)) as UserRow;
}

/** Notes that the address was proven. */
export async function confirm({ tx, now }: AuthContext, { id, email }: UserRow): Promise<void> {
  const at = new Date(now());
  await tx`
    update auth.users set email_confirmed_at = coalesce(email_confirmed_at, ${at}), updated_at = ${at},
      raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || '{"email_verified": true}'
    where id = ${id}`;
  await tx`
    update auth.identities set identity_data = identity_data || '{"email_verified": true}', updated_at = ${at}
    where user_id = ${id} and provider = 'email' and email = ${email}`;
}

/** The account as Auth tells it. Times are those of RFC 3339. */
export async function describe(tx: TransactionSql, id: string): Promise<Person> {
  const user = (await findById(tx, id)) as UserRow;
  const identities = await tx<IdentityRow[]>`
    select id, provider, provider_id, user_id, identity_data, email, last_sign_in_at, created_at, updated_at
    from auth.identities where user_id = ${id} order by created_at, id`;
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    ...given({ email_confirmed_at: user.email_confirmed_at, invited_at: user.invited_at }),
    phone: user.phone ?? '',
    ...given({
      confirmation_sent_at: user.confirmation_sent_at,
      confirmed_at: user.confirmed_at,
      recovery_sent_at: user.recovery_sent_at,
      new_email: user.email_change,
      email_change_sent_at: user.email_change_sent_at,
      reauthentication_sent_at: user.reauthentication_sent_at,
      last_sign_in_at: user.last_sign_in_at,
      banned_until: user.banned_until,
    }),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities: identities.map(({ id: identity_id, provider_id, ...identity }) => ({
      identity_id,
      id: provider_id,
      ...identity,
    })),
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}

/** What has a value. */
function given(fields: Record<string, Date | string | null>): Body {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

export const isBanned = (user: UserRow, now: number): boolean =>
  user.banned_until !== null && user.banned_until.getTime() > now;
