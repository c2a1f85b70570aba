import { bootstrap } from '../../supabase/local/bootstrap.ts';
import { migrate } from '../../supabase/local/migrate.ts';
import { command } from './command.ts';
import { withTarget } from './target.ts';

/** `npm run db:migrate`: applies the migrations that a database does not have yet. */
await command(async (args) =>
  withTarget(args, async (url) => {
    await bootstrap(url);
    const applied = await migrate(url);
    return applied.length === 0
      ? 'Nothing to do: the database has had all migrations.'
      : `Applied ${applied.join(', ')}.`;
  }),
);
