import { command } from './command.ts';
import { resetDatabase } from '../../supabase/tools/reset-database.ts';
import { withTarget } from './target.ts';

/** `npm run db:reset`: drops a database and creates it again, with seed.sql. */
await command(async (args) =>
  withTarget(args, async (url) => {
    await resetDatabase(url);
    return 'The database is made anew. Sign in as demo@example.test with the password demo-baton.';
  }),
);
