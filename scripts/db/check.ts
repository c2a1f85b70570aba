import { command } from './command.ts';
import { adviceOn, driftOf, staleTypes } from './findings.ts';
import { withTwoDatabases } from './two-databases.ts';

/** `npm run db:check`: whether model, migrations and types agree, and the advisors have nothing to say. */
await command(async () => {
  const findings = await withTwoDatabases(async (databases) =>
    (
      await Promise.all([driftOf(databases), staleTypes(databases.migrated), adviceOn(databases.migrated)])
    ).flat(),
  );
  if (findings.length > 0) throw new Error(findings.join('\n'));
  return 'Model, migrations and types agree, and the advisors are content.';
});
