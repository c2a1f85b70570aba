import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { command } from './command.ts';
import { makeTypes, typesFile } from '../../supabase/tools/make-types.ts';
import { withTwoDatabases } from '../../supabase/tools/two-databases.ts';

/** `npm run db:types`: writes the TypeScript types of a database with all migrations. */
await command(async () => {
  await writeFile(typesFile, await withTwoDatabases(async ({ migrated }) => makeTypes(migrated)));
  return `${relative(process.cwd(), typesFile)} is written.`;
});
