import { callAsPerson } from '../supabase/call-as-person.ts';
import type { Connection } from '../supabase/connection.ts';
import { refusalOfFailure, type AuthResult } from '../supabase/failure.ts';
import { isUserId } from '../user-id.ts';
import { readInstant } from '../wire/instant.ts';
import { jsonFields } from '../wire/json-fields.ts';
import { shorten } from '../wire/shorten.ts';

/** Something that is signed in to the account and is none of its devices. */
export interface OtherLogin {
  id: string;
  created_at: number;
  /** When it last got a new token. */
  renewed_at: number;
  /** How it was proven, by Auth's names. */
  methods: readonly string[];
  /** What the program calls itself. Empty if that is not known. */
  user_agent: string;
}

/** The most logins, and ways to prove one, that are taken from a server. */
const [mostLogins, mostMethods] = [100, 5];

/** Refused with `no_schema` by a server of an earlier version. */
export async function listOtherLogins(connection: Connection): Promise<AuthResult<OtherLogin[]>> {
  const answer = await callAsPerson(connection, () => connection.client().rpc('other_logins'));
  if (!answer.ok) return refusalOfFailure(answer.failure);
  return { ok: true, value: listIn(answer.value).slice(0, mostLogins).flatMap(decodeLogin) };
}

function decodeLogin(value: unknown): OtherLogin[] {
  const { id, created_at, renewed_at, methods, user_agent } = jsonFields(value);
  const since = readInstant(created_at);
  if (!isUserId(id) || since === undefined) return [];
  const named = listIn(methods).filter((name) => typeof name === 'string');
  return [
    {
      id,
      created_at: since,
      renewed_at: readInstant(renewed_at) ?? since,
      methods: named.slice(0, mostMethods).map(shorten),
      user_agent: typeof user_agent === 'string' ? shorten(user_agent) : '',
    },
  ];
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
