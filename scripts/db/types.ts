import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { command } from './command.ts';
import { makeTypes, typesFile } from './make-types.ts';
import { withTwoDatabases } from './two-databases.ts';

/** `npm run db:types`: writes the types of the database that the migrations make. */
await command(async () => {
  await writeFile(typesFile, await withTwoDatabases(async ({ migrated }) => makeTypes(migrated)));
  return `${relative(process.cwd(), typesFile)} is written.`;
});
