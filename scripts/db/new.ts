import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { command } from './command.ts';
import { nextMigration } from '../../supabase/tools/next-migration.ts';

/** `npm run db:new -- <name>`: adds an empty migration. */
await command(async ([name]) => {
  const file = nextMigration(name, new Date());
  await writeFile(file, '', { flag: 'wx' });
  return `${relative(process.cwd(), file)} is there, empty.`;
});
