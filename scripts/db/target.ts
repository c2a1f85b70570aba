import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheDirectory } from '../../supabase/local/cache.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';

/**
 * Works on the database of `--db URL`, or else on the one in the data directory of `npm run backend` (`--data DIR`).
 * That backend must not be running.
 */
export async function withTarget<T>(args: string[], work: (url: string) => Promise<T>): Promise<T> {
  const { values } = parseArgs({
    args,
    options: { db: { type: 'string' }, data: { type: 'string', default: join(cacheDirectory(), 'backend') } },
  });
  if (values.db !== undefined) {
    if (!URL.canParse(values.db) || !new URL(values.db).protocol.startsWith('postgres'))
      throw new Error(`--db wants an address that begins with postgresql://, not "${values.db}".`);
    return work(values.db);
  }
  const postgres = await startPostgres({ dataDir: values.data });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}
