import postgres from 'postgres';

export type Database = postgres.Sql;

/**
 * A client of a database, with one connection unless told otherwise. Notices are dropped: they would stand in
 * the output of whoever embeds us.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): Database {
  return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, ...options });
}
