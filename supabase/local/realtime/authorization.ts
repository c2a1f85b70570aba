import type { TransactionSql } from 'postgres';
import type { Database } from '../connect.ts';
import type { Claims } from '../jwt.ts';

export type Person = { claims: Claims; headers: Record<string, string> };
export type Extension = 'broadcast' | 'presence';

/** What the policies on `realtime.messages` allow a person to do in a topic. Throws if the database is gone. */
export type Authorization = {
  /** Without `presence` the result for presence is undefined. */
  mayRead(person: Person, topic: string, presence: boolean): Promise<ReadPermissions>;
  mayWrite(person: Person, topic: string, extension: Extension): Promise<boolean>;
};

export type ReadPermissions = { broadcast: boolean; presence: boolean | undefined };

/**
 * Asks by trying, as the real server does: it writes rows in a transaction and rolls it back. The rows have only a
 * topic and an extension, so policies see no payload and no event.
 */
export function createAuthorization(sql: Database): Authorization {
  return {
    mayRead: (person, topic, presence) =>
      tried(sql, { broadcast: false, presence: presence ? false : undefined }, async (tx) => {
        const asked = presence ? ['broadcast', 'presence'] : ['broadcast'];
        const probes = await tx<{ id: string }[]>`
          insert into realtime.messages (topic, extension) select ${topic}, unnest(${asked}::text[]) returning id`;
        await become(tx, person, topic);
        const seen = await tx<{ extension: string }[]>`
          select extension from realtime.messages where id = any(${probes.map(({ id }) => id)}::uuid[])`;
        const readable = new Set(seen.map(({ extension }) => extension));
        return {
          broadcast: readable.has('broadcast'),
          presence: presence ? readable.has('presence') : undefined,
        };
      }),
    mayWrite: (person, topic, extension) =>
      tried(sql, false, async (tx) => {
        await become(tx, person, topic);
        await tx`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`;
        return true;
      }),
  };
}

async function become(tx: TransactionSql, { claims, headers }: Person, topic: string) {
  await tx`select
    set_config('role', ${claims.role}, true),
    set_config('realtime.topic', ${topic}, true),
    set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
    set_config('request.headers', ${JSON.stringify(headers)}, true)`;
}

/** Runs a trial and rolls it back. An error of the policies, or of an unknown role, is a refusal. */
async function tried<T>(sql: Database, refused: T, trial: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let result = refused;
  const undo = new Error('undo');
  try {
    await sql.begin(async (tx) => {
      result = await trial(tx);
      throw undo;
    });
  } catch (error) {
    if (error !== undo && !(error instanceof Error && error.name === 'PostgresError')) throw error;
  }
  return result;
}
