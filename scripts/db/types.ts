import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { command } from './command.ts';
import { limitsFile, makeLimits } from '../../supabase/tools/make-limits.ts';
import { makeTypes, typesFile } from '../../supabase/tools/make-types.ts';
import { withTwoDatabases } from '../../supabase/tools/two-databases.ts';

/** `npm run db:types`: writes the TypeScript types and the limits of a database with all migrations. */
await command(async () => {
  const [types, limits] = await withTwoDatabases(({ migrated }) =>
    Promise.all([makeTypes(migrated), makeLimits(migrated)]),
  );
  await Promise.all([writeFile(typesFile, types), writeFile(limitsFile, limits)]);
  const written = [typesFile, limitsFile].map((file) => relative(process.cwd(), file));
  return `${written.join(' and ')} are written.`;
});
