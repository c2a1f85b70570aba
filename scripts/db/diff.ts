import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { command } from './command.ts';
import { destructiveParts } from '../../supabase/tools/destructive.ts';
import { makeDiff } from '../../supabase/tools/make-diff.ts';
import { nextMigration } from '../../supabase/tools/next-migration.ts';
import { markGenerated } from './sql-style.ts';
import { withTwoDatabases } from '../../supabase/tools/two-databases.ts';

/** `npm run db:diff -- <name>`: writes the migration from the last one to supabase/schemas. */
await command(async ([name]) => {
  const file = nextMigration(name, new Date());
  const sql = await withTwoDatabases(makeDiff);
  if (sql === '') return 'The migrations make what supabase/schemas says already.';
  const parts = destructiveParts(sql);
  if (parts.length > 0)
    throw new Error(
      `This difference is not written for you, as it would lose data:\n- ${parts.join('\n- ')}\n` +
        'Make an empty migration (npm run db:new -- <name>), write it there, and see that npm run db:check agrees.',
    );
  await writeFile(file, markGenerated(sql));
  return `${relative(process.cwd(), file)} is written: read it before you keep it. Then npm run db:types.`;
});
