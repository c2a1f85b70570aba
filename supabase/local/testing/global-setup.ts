import { startPostgres } from '../postgres.ts';

/** For `globalSetup` of Vitest: one temporary PostgreSQL for all test files. `freshDatabase` uses it. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env['BATON_TEST_POSTGRES'] = server.url;
  return server.stop;
}
