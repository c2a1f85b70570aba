import type { TransactionSql } from 'postgres';
import { mergeMetadata } from './change-user.ts';
import { objectIn, textIn, type Asked, type AuthContext, type Body } from './context.ts';
import { checkStrength, hashOf } from './passwords.ts';
import { badlyFormed, refusal } from './refusal.ts';
import { addUser, checkedEmail, confirm, describe, findByEmail, findById, type UserRow } from './users.ts';

export const emailExists = () =>
  refusal(422, 'email_exists', 'A user with this email address has already been registered');

export async function createUser(context: AuthContext, { body }: Asked): Promise<Body> {
  const { tx } = context;
  if (!body['email']) throw badlyFormed('Cannot create a user without either an email or phone');
  const email = checkedEmail(body['email']);
  if (await findByEmail(tx, email)) throw emailExists();
  const password = textIn(body, 'password');
  const user = await addUser(context, {
    email,
    password: password ? await hashOf(tx, password) : null,
    metadata: objectIn(body, 'user_metadata'),
    appMetadata: objectIn(body, 'app_metadata'),
    isConfirmed: body['email_confirm'] === true,
    byAdmin: true,
  });
  await ban(context, user.id, body);
  const { confirmed_at: _, ...made } = await describe(tx, user.id);
  return made;
}

export type Page = { users: Body[]; total: number; page: number; size: number };

export async function listUsers({ tx }: AuthContext, { query }: Asked): Promise<Page> {
  const page = atLeastOne(query.get('page'), 1);
  const size = atLeastOne(query.get('per_page'), 50);
  const [count] = await tx<{ total: number }[]>`select count(*)::int as total from auth.users`;
  const ids = await tx<{ id: string }[]>`
    select id from auth.users order by created_at desc, id limit ${size} offset ${(page - 1) * size}`;
  const users: Body[] = [];
  for (const { id } of ids) users.push(await describe(tx, id));
  return { users, total: count?.total ?? 0, page, size };
}

function atLeastOne(given: string | null, otherwise: number): number {
  const number = Number(given ?? otherwise);
  if (Number.isInteger(number) && number >= 0) return number || otherwise;
  throw badlyFormed('Bad Pagination Parameters: page and per_page want whole numbers');
}

export async function getUser({ tx }: AuthContext, id: string): Promise<Body> {
  return describe(tx, (await existing(tx, id)).id);
}

export async function updateUser(context: AuthContext, id: string, { body }: Asked): Promise<Body> {
  const { tx, rules, now } = context;
  const user = await existing(tx, id);
  const email = body['email'] ? checkedEmail(body['email']) : user.email;
  if (email !== user.email && email) {
    if (await findByEmail(tx, email)) throw emailExists();
    await tx`update auth.users set email = ${email} where id = ${id}`;
    await tx`
      update auth.identities set identity_data = identity_data || ${tx.json({ email })}
      where user_id = ${id} and provider = 'email'`;
  }
  const password = textIn(body, 'password');
  if (password) {
    checkStrength(password, rules);
    await tx`update auth.users set encrypted_password = ${await hashOf(tx, password)} where id = ${id}`;
  }
  if (body['email_confirm'] === true) await confirm(context, { ...user, email });
  if ('user_metadata' in body) await mergeMetadata(context, id, objectIn(body, 'user_metadata'));
  await tx`
    update auth.users set updated_at = ${new Date(now())},
      raw_app_meta_data = jsonb_strip_nulls(
        coalesce(raw_app_meta_data, '{}') || ${tx.json(objectIn(body, 'app_metadata') as never)})
    where id = ${id}`;
  await ban(context, id, body);
  return describe(tx, id);
}

export async function deleteUser({ tx }: AuthContext, id: string, { body }: Asked): Promise<Body> {
  const user = await existing(tx, id);
  if (body['should_soft_delete'] === true)
    throw refusal(501, 'not_implemented', 'The embedded Auth deletes accounts for good only');
  await tx`delete from auth.users where id = ${user.id}`;
  return {};
}

async function existing(tx: TransactionSql, id: string): Promise<UserRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw refusal(404, 'validation_failed', 'user_id must be an UUID');
  const user = await findById(tx, id.toLowerCase());
  if (!user) throw refusal(404, 'user_not_found', 'User not found');
  return user;
}

const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000 };

/** For a duration such as `24h`, or `none`. */
async function ban({ tx, now }: AuthContext, id: string, body: Body) {
  const duration = textIn(body, 'ban_duration');
  if (!duration) return;
  const [, count, unit = ''] = /^(\d+)([hms])$/.exec(duration) ?? [];
  if (duration !== 'none' && !count) throw badlyFormed(`invalid format for ban duration: ${duration}`);
  const until = duration === 'none' ? null : new Date(now() + Number(count) * (units[unit] ?? 0));
  await tx`update auth.users set banned_until = ${until} where id = ${id}`;
}
