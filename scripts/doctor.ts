import { parseArgs } from 'node:util';
import { databaseAddress } from './db/connect-to.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkMachine } from './doctor/check-machine.ts';
import { reportOf, type Line } from './doctor/line.ts';
import { lookAtServer, personOf, serverOf } from './doctor/look-at-server.ts';

const usage = `npm run doctor -- --url URL --key KEY [options]

Looks at a Supabase project as the extension would, and says line by line what is right and what to do.
Without --url it looks at this machine instead: what it lacks for developing.

  --url URL        The address of the project
  --key KEY        Its publishable key
  --email ADDRESS  Signs in as well. Asks for the password; without a terminal it is the first line of the input
  --db URL         Looks into the database, too: migrations, policies, retention, advisors
  --json           Prints JSON
  --help           Prints this

Ends with 0 if nothing has to be mended, with 1 if something has, with 2 if it was called in a wrong way.`;

const options = {
  url: { type: 'string' },
  key: { type: 'string' },
  email: { type: 'string' },
  db: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(usage);
  else await examine(values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
// A socket that nobody closes would keep the command alive.
process.exit();

async function examine(values: Options): Promise<void> {
  const lines = await linesFor(values);
  const isRight = lines.every(({ state }) => state !== 'bad');
  console.log(values.json ? JSON.stringify({ ok: isRight, lines }, null, 2) : reportOf(lines));
  process.exitCode = isRight ? 0 : 1;
}

async function linesFor({ url, key, email, db }: Options): Promise<Line[]> {
  if (url === undefined && key === undefined && db === undefined) return checkMachine();
  const database = db === undefined ? null : databaseAddress('--db', db);
  const server = serverOf({ url, key });
  const lines = server ? await lookAtServer(server, await personOf({ email })) : [];
  if (database !== null) lines.push(...(await checkDatabase(database)));
  return lines;
}
