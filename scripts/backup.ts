import { parseArgs } from 'node:util';
import { restoreBackup } from './backup/restore-backup.ts';
import { writeBackup } from './backup/write-backup.ts';
import { command } from './db/command.ts';
import { databaseAddress } from './db/connect-to.ts';

const usage = `npm run backup -- --db URL [--file FILE]
npm run backup -- --db URL --restore FILE

Copies Baton's tables, and the people of Auth whom they belong to, as they are at one instant, into a file that only
you can read. It holds what people wrote and the hashes of their passwords: keep it as you would keep those.
With --restore it puts such a file into an empty project. Logins are not in it: everybody signs in again.`;

/** `npm run backup`: a backup of a project over its own connection. */
await command(async (args) => {
  const { values } = parseArgs({
    args,
    options: {
      db: { type: 'string' },
      file: { type: 'string' },
      restore: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || values.db === undefined) return usage;
  const url = databaseAddress('--db', values.db);
  if (values.restore !== undefined) {
    const rows = await restoreBackup(url, values.restore);
    return `${rows} rows are restored, and all later migrations are applied.`;
  }
  const now = new Date();
  const file = values.file ?? `baton-${now.toISOString().slice(0, 19).replaceAll(/[:T]/g, '-')}.backup.gz`;
  const counts = await writeBackup(url, file, now);
  const lines = Object.entries(counts).map(([table, rows]) => `${String(rows).padStart(9)}  ${table}`);
  return [...lines, `Written to ${file}, which only you can read.`].join('\n');
});
