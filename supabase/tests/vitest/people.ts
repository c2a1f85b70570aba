import { randomUUID } from 'node:crypto';
import type { JSONValue, TransactionSql } from 'postgres';
import type { Database } from '../../local/connect.ts';

export interface Person {
  id: string;
  email: string;
}

/** Signs a new person up as the Auth server does. */
export async function addPerson(db: Database, meta: JSONValue = {}): Promise<Person> {
  const id = randomUUID();
  const email = `${id}@example.test`;
  await db`insert into auth.users (id, email, raw_user_meta_data) values (${id}, ${email}, ${db.json(meta)})`;
  return { id, email };
}

/** Signs a person in. Returns the id of the login for the claim `session_id`. */
export async function addLogin(db: Database, person: Person): Promise<string> {
  const id = randomUUID();
  await db`insert into auth.sessions (id, user_id, created_at) values (${id}, ${person.id}, clock_timestamp())`;
  return id;
}

/** Works in one transaction with the role and the claims of a token, as a request to the API does. */
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
    await tx`select set_config('role', ${role}, true), set_config('request.jwt.claims', ${token}, true)`;
    result = { value: await work(tx) };
  });
  if (!result) throw new Error('The transaction did no work.');
  return result.value;
}
