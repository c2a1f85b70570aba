import { randomUUID } from 'node:crypto';
import type { JSONValue, TransactionSql } from 'postgres';
import type { Database } from '../local/connect.ts';

export interface Person {
  id: string;
  email: string;
}

/** Signs somebody up, as Auth does. */
export async function addPerson(db: Database, meta: JSONValue = {}): Promise<Person> {
  const id = randomUUID();
  const email = `${id}@example.test`;
  await db`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${email}, ${db.json(meta)})`;
  return { id, email };
}

/** Signs a person in: the id of the login, which goes into the claims. */
export async function addLogin(db: Database, person: Person): Promise<string> {
  const id = randomUUID();
  await db`insert into auth.sessions (id, user_id, created_at) values (${id}, ${person.id}, clock_timestamp())`;
  return id;
}

/** Does what a request of the API does: one transaction with the role and the claims of a token. */
export async function actAs<T>(
  db: Database,
  person: Person | null,
  work: (tx: TransactionSql) => Promise<T>,
  claims: Record<string, JSONValue> = {},
): Promise<T> {
  const role = person ? 'authenticated' : 'anon';
  const token = JSON.stringify({ ...(person ? { sub: person.id } : {}), role, ...claims });
  let result: { value: T } | undefined;
  await db.begin(async (tx) => {
    await tx`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${token}, true),
      set_config('request.jwt.claim.sub', ${person?.id ?? ''}, true)`;
    result = { value: await work(tx) };
  });
  if (!result) throw new Error('The transaction did no work.');
  return result.value;
}
