import postgres from 'postgres';

export type Database = postgres.Sql;

/**
 * Connects to a database, with one connection by default. Notices are dropped, because they would go to the output of
 * the calling program.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): Database {
  return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, ...options });
}
