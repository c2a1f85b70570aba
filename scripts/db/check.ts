import { command } from './command.ts';
import { adviceOn, driftOf, staleTypes } from '../../supabase/tools/findings.ts';
import { withTwoDatabases } from '../../supabase/tools/two-databases.ts';

/** `npm run db:check`: fails if schemas, migrations and types disagree, or if the advisors warn. */
await command(async () => {
  const findings = await withTwoDatabases(async (databases) =>
    (
      await Promise.all([driftOf(databases), staleTypes(databases.migrated), adviceOn(databases.migrated)])
    ).flat(),
  );
  if (findings.length > 0) throw new Error(findings.join('\n'));
  return 'Model, migrations and types agree, and the advisors are content.';
});
