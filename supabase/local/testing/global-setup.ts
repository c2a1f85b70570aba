import { startPostgres } from '../postgres.ts';

/** For vitest's `globalSetup`: one temporary PostgreSQL for all test files, found by `freshDatabase`. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env['BATON_TEST_POSTGRES'] = server.url;
  return server.stop;
}
