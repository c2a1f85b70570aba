import { jsonFields } from '../wire/json-fields.ts';
import { callAsPerson, type CallAnswer } from './call-as-person.ts';
import type { Connection } from './connection.ts';
import { refusalOf, refusalOfFailure, type AuthResult } from './failure.ts';
import { shorten } from '../wire/shorten.ts';

/** What opens an account besides this login and the address, which was proven. */
export interface OtherWaysIn {
  password: boolean;
  /** How many other logins go on. */
  logins: number;
  /** Providers that do not vouch for the address, by their names in Auth. */
  providers: readonly string[];
  /** How many second factors there are. */
  factors: number;
}

export type FoundWaysIn =
  /** This login is not asked: it proves no address, or the account was claimed already. */
  | { state: 'closed' }
  /** A provider brought this login, and another one of the account may be a stranger's. Only a mailed code tells. */
  | { state: 'unsure' }
  /** `isNew` says that this very sign-in has made the account. */
  | { state: 'open'; isNew: boolean; ways: OtherWaysIn };

/** For whoever came by proof of the address: what else opens the account, and taking it away. */
export interface WaysIn {
  /** Refused with `no_schema` by a server of an earlier version. */
  find(): Promise<AuthResult<FoundWaysIn>>;
  /** Claims the account. Without `keep` nothing else opens it afterwards. Refused with `not_asked` after an answer. */
  claim(keep: boolean): Promise<AuthResult<null>>;
  /** Sets the password of the account, which ends its other logins. */
  setPassword(password: string): Promise<AuthResult<null>>;
}

export function createWaysIn(connection: Connection): WaysIn {
  async function ask(call: () => PromiseLike<CallAnswer>): Promise<AuthResult<unknown>> {
    const answer = await callAsPerson(connection, call);
    return answer.ok ? answer : refusalOfFailure(answer.failure);
  }
  return {
    async find() {
      const answer = await ask(() => connection.client().rpc('other_ways_in'));
      return answer.ok ? { ok: true, value: decodeWaysIn(answer.value) } : answer;
    },
    async claim(keep) {
      const answer = await ask(() => connection.client().rpc('claim_account', { keep }));
      return answer.ok ? done : answer;
    },
    async setPassword(password) {
      const { error } = await connection.client().auth.updateUser({ password });
      return error ? refusalOf(error) : done;
    },
  };
}

const done = { ok: true, value: null } as const;

/** The most providers that are named. */
const most = 10;

function decodeWaysIn(value: unknown): FoundWaysIn {
  const { open, unsure, is_new, password, logins, providers, factors } = jsonFields(value);
  if (open !== true) return { state: 'closed' };
  if (unsure === true) return { state: 'unsure' };
  const named = (Array.isArray(providers) ? providers : []).slice(0, most);
  return {
    state: 'open',
    isNew: is_new === true,
    ways: {
      password: password === true,
      logins: countIn(logins),
      providers: named.filter((name) => typeof name === 'string').map(shorten),
      factors: countIn(factors),
    },
  };
}

function countIn(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.trunc(value), 1_000_000) : 0;
}
