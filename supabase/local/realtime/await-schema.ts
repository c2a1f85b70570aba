import { awaitThere } from '../await-there.ts';

/**
 * Waits until a real Realtime server has made its schema in this database. It does so when the first socket of the
 * tenant joins, which `knock` brings about. Throws one sentence after `within` milliseconds.
 */
export async function awaitSchema(options: {
  database: string;
  target: string;
  within: number;
  knock(): void;
}): Promise<void> {
  const { database, target, within, knock } = options;
  const isThere = await awaitThere(
    database,
    async (sql) => {
      const [found] = await sql`
        select to_regclass('realtime.messages') is not null
          and to_regprocedure('realtime.send(jsonb,text,text,boolean)') is not null as there`;
      return found?.['there'] === true;
    },
    within,
    knock,
  );
  if (isThere) return;
  throw new Error(
    `The Realtime server at ${target} has not made its schema in ${new URL(database).pathname.slice(1)}: ` +
      'its tenant has to name this database and the JWT secret of this backend.',
  );
}
