import { command } from './command.ts';
import { resetDatabase } from './reset-database.ts';
import { withTarget } from './target.ts';

/** `npm run db:reset`: makes a database anew, with seed.sql. Everything that was in it is gone. */
await command(async (args) =>
  withTarget(args, async (url) => {
    await resetDatabase(url);
    return 'The database is made anew. Sign in as demo@example.test with the password demo-baton.';
  }),
);
