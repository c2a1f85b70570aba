import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { databaseSteps } from '../../scripts/deploy/database-steps.ts';
import { lastSteps } from '../../scripts/deploy/last-steps.ts';
import { platformSteps, type ProjectKeys } from '../../scripts/deploy/platform-steps.ts';
import { takeSteps, type Step } from '../../scripts/deploy/step.ts';
import type { Cli } from '../../scripts/deploy/target.ts';
import { run } from '../../scripts/run-command.ts';
import { startBackend } from '../../supabase/local/backend.ts';
import { createDatabases } from '../../supabase/tests/vitest/databases.ts';
import { asHosted, driftOfHosted } from '../../supabase/tests/vitest/hosted-roles.ts';
import { readCatalogue } from '../../supabase/tools/catalogue.ts';
import { runStatements } from '../../supabase/tools/run-statements.ts';
import { readDatabase } from '../previous/read.ts';
import { newTask, titles } from './testing/changes.ts';
import { openBrowser } from './testing/open-browser.ts';

const databases = createDatabases();
afterAll(databases.drop);

const emptyProject = async () => {
  const url = await databases.create({ migrated: false });
  return { url, hosted: await asHosted(url) };
};

const deploy = (db: string) =>
  run([process.execPath, 'scripts/deploy.ts', '--db', db, '--yes', '--no-build']);

/** Takes steps with everything agreed to, and returns what was said. */
async function take(steps: readonly Step[], agree = true): Promise<{ ok: boolean; said: string }> {
  const lines: string[] = [];
  const ok = await takeSteps(steps, {
    say: (text) => lines.push(text),
    ask: () => Promise.resolve(agree),
  });
  return { ok, said: lines.join('\n') };
}

describe('TOOLS-27 npm run deploy', () => {
  test('TOOLS-27 leads with the roles of a hosted project from empty to browsers in sync; again it changes nothing', async () => {
    const { url, hosted } = await emptyProject();
    const first = await deploy(hosted);
    expect(first).toMatchObject({
      ok: true,
      output: expect.stringContaining('All migrations are applied.') as string,
    });
    expect(await driftOfHosted(url, await databases.createFromModel())).toEqual([]);
    const history = 'select version from supabase_migrations.schema_migrations order by 1';
    const [catalogue, versions] = [await readCatalogue(url), await runStatements(url, history)];
    const second = await deploy(hosted);
    expect(second).toMatchObject({
      ok: true,
      output: expect.stringContaining('The database has all migrations.') as string,
    });
    expect(await readCatalogue(url)).toEqual(catalogue);
    expect(await runStatements(url, history)).toEqual(versions);

    const backend = await startBackend({ db: url });
    const [one, other] = [await openBrowser(backend), await openBrowser(backend)];
    try {
      const who = { email: `${randomUUID()}@example.org`, password: 'hunter22' };
      expect(await one.auth.signUp({ ...who, username: 'ada' })).toMatchObject({ ok: true });
      expect(await other.auth.signIn(who)).toMatchObject({ ok: true });
      await other.listen();
      await one.ledger.record([newTask('From one')]);
      await one.loop.syncNow();
      await expect.poll(() => titles(other), { timeout: 30_000 }).toEqual(['From one']);
    } finally {
      await Promise.all([one.close(), other.close()]);
      await backend.stop();
    }
  });

  test('TOOLS-27 updates the database of the previous version with what people wrote in it', async () => {
    const { url, hosted } = await emptyProject();
    // Hosted projects let their postgres do this.
    await runStatements(url, 'grant set on parameter session_replication_role to hosted_postgres');
    await runStatements(hosted, readDatabase());
    const columns = 'id, title, description, position, deleted_at';
    const before = await runStatements(url, `select ${columns} from public.tasks order by id`);
    expect(before.length).toBeGreaterThan(1);
    expect(await deploy(hosted)).toMatchObject({ ok: true });
    const kept = `select ${columns} from public.tasks
      union all
      select t.id, t.title, t.description, t.position, t.deleted_at
      from baton.deleted_tasks d, jsonb_populate_record(null::public.tasks, d.task) t
      order by id`;
    expect(await runStatements(url, kept)).toEqual(before);
    expect(await driftOfHosted(url, await databases.createFromModel())).toEqual([]);
  });

  test('TOOLS-27 what is called wrongly is refused in a sentence, without the password', async () => {
    const { ok, output } = await run([
      process.execPath,
      'scripts/deploy.ts',
      '--db',
      'mysql://me:secret@host/x',
    ]);
    expect({ ok, output }).toEqual({
      ok: false,
      output: '--db wants an address that begins with postgresql://.\n',
    });
    const unasked = await run([process.execPath, 'scripts/deploy.ts', '--db', 'postgresql://localhost/x']);
    expect(unasked.output).toContain('Give --yes');
  });
});

describe('TOOLS-28 with a login at supabase.com', () => {
  /** A command line that gives these answers by the beginning of what it is asked, and succeeds with nothing else. */
  function scripted(answers: Record<string, { ok: boolean; output: string }>) {
    const asked: string[] = [];
    const cli: Cli = (...args) => {
      const command = args.join(' ');
      asked.push(command);
      const found = Object.entries(answers).find(([beginning]) => command.startsWith(beginning));
      return Promise.resolve({ seconds: 0, ...(found?.[1] ?? { ok: true, output: '' }) });
    };
    return { asked, cli };
  }

  const target = { ref: 'abcdefghijklmnopqrst', db: null } as const;

  function stepsWith(cli: Cli): { steps: Step[]; examined: ProjectKeys[] } {
    const examined: ProjectKeys[] = [];
    let keys: ProjectKeys | null = null;
    const steps = [
      ...databaseSteps(target, cli),
      ...platformSteps(target, cli, {
        functions: ['pair'],
        given: null,
        keep(found) {
          keys = found;
        },
      }),
      ...lastSteps({
        keys: () => keys,
        examine(found) {
          examined.push(found);
          return Promise.resolve([{ name: 'reachable', state: 'good', sentence: 'It answers.' }]);
        },
        build: null,
      }),
    ];
    return { steps, examined };
  }

  const keyList = {
    ok: true,
    output: '[{"name":"default","api_key":"sb_publishable_abc"},{"api_key":"sb_secret_…"}]',
  };

  test('TOOLS-28 it links, sets, deploys and finds the key, and looks at the project with it', async () => {
    const { asked, cli } = scripted({
      'db push --dry-run': {
        ok: true,
        output: 'Would push these migrations:\n • 20260101000000_initial.sql\n',
      },
      'projects api-keys': keyList,
    });
    const { steps, examined } = stepsWith(cli);
    expect(await take(steps)).toMatchObject({ ok: true });
    expect(asked).toEqual([
      'link --project-ref abcdefghijklmnopqrst',
      'db push --dry-run --remote',
      'db push --yes --remote',
      'db query --yes --remote select baton.schedule_retention()',
      'db advisors --level warn --remote',
      'config push --yes',
      'functions deploy --use-api',
      'projects api-keys --output json',
    ]);
    expect(examined).toEqual([
      { url: 'https://abcdefghijklmnopqrst.supabase.co', key: 'sb_publishable_abc' },
    ]);
  });

  test('TOOLS-28 what the plan does not allow is said, and the rest goes on', async () => {
    const { cli } = scripted({
      'config push': { ok: false, output: 'unexpected status 400: email templates need custom SMTP' },
      'functions deploy': { ok: false, output: 'quota' },
      'db query': { ok: true, output: 'pg_cron is not installed here: nothing was scheduled.' },
      'projects api-keys': keyList,
    });
    const { steps, examined } = stepsWith(cli);
    const { ok, said } = await take(steps);
    expect(ok).toBe(true);
    expect(said).toContain('custom SMTP');
    expect(said).toContain('They were not deployed');
    expect(said).toContain('Switch it on (Integrations, Cron)');
    expect(examined).toHaveLength(1);
  });

  test('TOOLS-28 a step that fails ends it with its words, and one that is declined changes nothing', async () => {
    const failing = scripted({ link: { ok: false, output: 'Access token not provided.' } });
    expect(await take(stepsWith(failing.cli).steps)).toMatchObject({
      ok: false,
      said: expect.stringContaining('Access token not provided.') as string,
    });
    expect(failing.asked).toHaveLength(1);
    const declined = scripted({});
    await take(stepsWith(declined.cli).steps, false);
    expect(declined.asked.filter((command) => /push --yes|deploy|link|query/.test(command))).toEqual([]);
  });
});
