import { readdir } from 'node:fs/promises';
import { projectMigrations } from '../../supabase/local/project-migrations.ts';
import type { Database } from '../../supabase/local/connect.ts';
import { adviceOn } from '../../supabase/tools/findings.ts';
import { connectTo } from '../db/connect-to.ts';
import type { Line } from './line.ts';

const deploy = 'npm run deploy puts that right.';

/** Looks into the database itself: what no stranger and no person can see from outside. `advise` asks the advisors. */
export async function checkDatabase(url: string, advise = adviceOn): Promise<Line[]> {
  const sql = connectTo(url);
  try {
    await sql`select 1`;
    return [
      await migrationsLine(sql),
      await rowSecurityLine(sql),
      await topicsLine(sql),
      await retentionLine(sql),
      advisorsLine(await advise(url)),
    ];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ name: 'database', state: 'bad', sentence: 'The database cannot be asked.', detail }];
  } finally {
    await sql.end();
  }
}

async function migrationsLine(sql: Database): Promise<Line> {
  const name = 'migrations';
  const wanted = (await readdir(projectMigrations)).flatMap(
    (file) => /^(\d{14})_.+\.sql$/.exec(file)?.[1] ?? [],
  );
  const [history] =
    await sql`select to_regclass('supabase_migrations.schema_migrations') is not null as is_there`;
  const rows = history?.['is_there']
    ? await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`
    : [];
  const applied = new Set(rows.map(({ version }) => version));
  const lacking = wanted.filter((version) => !applied.has(version)).sort();
  if (lacking.length > 0) {
    const sentence = `Not all migrations are applied: ${lacking.length} of ${wanted.length} are missing. ${deploy}`;
    return { name, state: 'bad', sentence, detail: lacking.join(', ') };
  }
  const newer = [...applied].filter((version) => !wanted.includes(version)).sort();
  if (newer.length > 0) {
    const sentence = 'The database has migrations that this checkout does not know. Take a newer one.';
    return { name, state: 'remark', sentence, detail: newer.join(', ') };
  }
  return {
    name,
    state: 'good',
    sentence: `All ${wanted.length} migrations are applied, up to ${wanted.sort().at(-1)}.`,
  };
}

async function rowSecurityLine(sql: Database): Promise<Line> {
  const name = 'row-level security in the database';
  const open = await sql<{ relation: string }[]>`
    select n.nspname || '.' || c.relname as relation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'baton') and c.relkind in ('r', 'p') and not c.relrowsecurity
    order by 1`;
  if (open.length === 0) return { name, state: 'good', sentence: 'It is on for every table.' };
  const tables = open.map(({ relation }) => relation).join(', ');
  return {
    name,
    state: 'bad',
    sentence: `It is off for ${tables}: alter table … enable row level security.`,
  };
}

/** The one policy that Baton has on the topics of Realtime. */
const ownTopic = 'Own topic is readable';

async function topicsLine(sql: Database): Promise<Line> {
  const name = 'policies on realtime.messages';
  const policies = await sql<{ policy: string; roles: string }[]>`
    select policyname as policy, array_to_string(roles, ', ') as roles from pg_policies
    where schemaname = 'realtime' and tablename = 'messages' order by 1`;
  if (!policies.some(({ policy }) => policy === ownTopic))
    return {
      name,
      state: 'bad',
      sentence: `The policy “${ownTopic}” is missing: nobody hears of changes. ${deploy}`,
    };
  const others = policies.filter(({ policy }) => policy !== ownTopic);
  if (others.length === 0) return { name, state: 'good', sentence: "There is Baton's policy and no other." };
  return {
    name,
    state: 'remark',
    sentence: 'There are others than that of Baton. Policies add up: each of these opens topics as well.',
    detail: others.map(({ policy, roles }) => `“${policy}” for ${roles}`).join(', '),
  };
}

async function retentionLine(sql: Database): Promise<Line> {
  const name = 'retention';
  const [cron] = await sql`select to_regclass('cron.job') is not null as is_there`;
  const howTo = 'Switch pg_cron on (Integrations, Cron) and run: select baton.schedule_retention()';
  if (!cron?.['is_there'])
    return {
      name,
      state: 'remark',
      sentence: `pg_cron is off, so nothing removes old checkpoints. ${howTo}`,
    };
  const jobs = await sql<{ schedule: string; command: string; active: boolean }[]>`
    select schedule, command, active from cron.job where jobname = 'baton-retention'`;
  const [job] = jobs;
  if (!job?.active || !job.command.includes('baton.run_retention'))
    return {
      name,
      state: 'remark',
      sentence: 'No job removes old checkpoints. Run: select baton.schedule_retention()',
    };
  return { name, state: 'good', sentence: `A job removes old checkpoints (${job.schedule}).` };
}

function advisorsLine(advice: readonly string[]): Line {
  const name = 'advisors';
  if (advice.length === 0)
    return { name, state: 'good', sentence: 'The advisors of Supabase have nothing to say.' };
  return { name, state: 'remark', sentence: `The advisors of Supabase say: ${advice.join(' ')}` };
}
