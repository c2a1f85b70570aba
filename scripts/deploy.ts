import { existsSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { supabaseCommand, supabaseEnvironment } from '../supabase/tools/supabase-cli.ts';
import { databaseAddress, encrypted } from './db/connect-to.ts';
import { databaseSteps } from './deploy/database-steps.ts';
import { lastSteps } from './deploy/last-steps.ts';
import { platformSteps, type ProjectKeys } from './deploy/platform-steps.ts';
import { takeSteps } from './deploy/step.ts';
import type { Cli, Target } from './deploy/target.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { lookAtServer, personOf, serverOf } from './doctor/look-at-server.ts';
import { run } from './run-command.ts';

const usage = `npm run deploy -- --ref REF [options]   a project at supabase.com, after “npx supabase login”
npm run deploy -- --db URL [options]    any project, over the connection of its database

Leads from an empty project to a build of Baton for it, or from an earlier version to this one. Each step says what it
is about to do and asks. Run it as often as you like: what is done already is left alone.

  --url URL        The address of the project, where --db is given
  --key KEY        Its publishable key
  --email ADDRESS  Has the project looked at as this person, too. Asks for the password
  --no-build       Makes no build
  --yes            Asks nothing
  --help           Prints this`;

const options = {
  ref: { type: 'string' },
  db: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  email: { type: 'string' },
  'no-build': { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const { values } = parseArgs({ options });
  if (values.help || (values.ref === undefined) === (values.db === undefined)) console.log(usage);
  else process.exitCode = (await deploy(values)) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
process.exit();

async function deploy(values: Options): Promise<boolean> {
  const { ref } = values;
  const target: Target =
    ref === undefined
      ? { ref: null, db: encrypted(databaseAddress('--db', values.db ?? '')) }
      : { ref, db: null };
  const given = serverOf(values);
  if (values.yes !== true && !process.stdin.isTTY)
    throw new Error('Nobody can be asked here. Give --yes if every step is to be taken.');
  const who = await personOf(values);
  let keys: ProjectKeys | null = null;
  const cli: Cli = (...args) => run(supabaseCommand(args), root, supabaseEnvironment(args));
  const steps = [
    ...databaseSteps(target, cli),
    ...platformSteps(target, cli, {
      functions: functionNames(),
      given,
      keep(found) {
        keys = found;
      },
    }),
    ...lastSteps({
      keys: () => keys,
      async examine(server) {
        const lines = await lookAtServer(server, who);
        return [...lines, ...(target.db === null ? [] : await checkDatabase(target.db))];
      },
      build: values['no-build'] === true ? null : build,
    }),
  ];
  const ask = values.yes === true ? async () => Promise.resolve(true) : askAtTerminal;
  return takeSteps(steps, { say: (text) => console.log(text), ask });
}

async function askAtTerminal(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [Y/n] `);
  terminal.close();
  return !/^\s*n/i.test(answer);
}

function functionNames(): string[] {
  const folder = new URL('../supabase/functions/', import.meta.url);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name);
}

async function build({ url, key }: ProjectKeys) {
  const environment = { ...process.env, WXT_SUPABASE_URL: url, WXT_SUPABASE_PUBLISHABLE_KEY: key };
  for (const command of [
    ['wxt', 'build'],
    ['wxt', 'build', '-b', 'firefox'],
  ]) {
    const ran = await run(command, root, environment);
    if (!ran.ok) return ran;
  }
  return { ok: true, output: '', seconds: 0 };
}
