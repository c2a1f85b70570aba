import { done, nothing, said, type Step } from './step.ts';
import { printed, remoteOf, type Cli, type Target } from './target.ts';

/** Connects this checkout with a project, and brings its database up to date. */
export function databaseSteps(target: Target, cli: Cli): Step[] {
  const remote = remoteOf(target);
  /** What the look has found. */
  let found: readonly string[] | null = null;
  const pending = async () => {
    const output = await printed(cli('db', 'push', '--dry-run', remote));
    return [...output.matchAll(/^\s*\S\s(\d{14}_\S+\.sql)$/gm)].map(([, file = '']) => file);
  };
  return [
    ...(target.ref === null ? [] : [linkStep(target.ref, cli)]),
    {
      name: 'Look at the database',
      about: 'Lists the migrations that the database does not have yet. Nothing is changed.',
      isHarmless: true,
      async run() {
        const files = await pending();
        found = files;
        if (files.length === 0) return nothing('The database has all migrations.');
        return done(`These are missing:\n${files.map((file) => `    ${file}`).join('\n')}`);
      },
    },
    {
      name: 'Bring the database up to date',
      about: 'Applies these migrations, each as a whole or not at all. What people wrote stays.',
      isHarmless: false,
      async run() {
        if ((found ?? (await pending())).length === 0) return nothing('There is nothing to apply.');
        await printed(cli('db', 'push', '--yes', remote));
        return done('All migrations are applied.');
      },
    },
    {
      name: 'Have old rows removed',
      about: 'Has pg_cron remove checkpoints that nobody needs any more, every five minutes.',
      isHarmless: false,
      async run() {
        const output = await printed(
          cli('db', 'query', '--yes', remote, 'select baton.schedule_retention()'),
        );
        if (output.includes('nothing was scheduled'))
          return said(
            'pg_cron is off. Switch it on (Integrations, Cron) and take this step again, or have something call “call baton.run_retention()” once a day.',
          );
        return done('The job is there.');
      },
    },
    {
      name: 'Ask the advisors',
      about: 'Has Supabase look for what is unsafe or slow in the database. Nothing is changed.',
      isHarmless: true,
      async run() {
        const output = await printed(cli('db', 'advisors', '--level', 'warn', remote));
        const advice = adviceIn(output);
        return advice.length === 0
          ? nothing('They have nothing to say.')
          : done(`They say:\n${advice.join('\n')}`);
      },
    },
  ];
}

function linkStep(ref: string, cli: Cli): Step {
  return {
    name: 'Connect this checkout with the project',
    about: `Notes in supabase/.temp that ${ref} is meant from here on. Needs “npx supabase login” once.`,
    isHarmless: false,
    async run() {
      await printed(cli('link', '--project-ref', ref));
      return done(`Linked to ${ref}.`);
    },
  };
}

/** A procedure that commits can have no search_path; it qualifies every name. */
const known = '`baton.run_retention` has a role mutable search_path';

function adviceIn(output: string): string[] {
  const list = /\[\s*\{[\s\S]*\}\s*\]/.exec(output)?.[0];
  if (list === undefined) return [];
  return (JSON.parse(list) as { detail: string }[])
    .map(({ detail }) => detail)
    .filter((detail) => !detail.includes(known))
    .map((detail) => `    ${detail}`);
}
