import { done, nothing, said, type Step } from './step.ts';
import { printed, type Cli, type Target } from './target.ts';

export interface ProjectKeys {
  url: string;
  key: string;
}

/** What a login at supabase.com can set: Auth's settings, functions, and the key. */
export function platformSteps(
  target: Target,
  cli: Cli,
  options: { functions: readonly string[]; keep(keys: ProjectKeys): void; given: ProjectKeys | null },
): Step[] {
  const { ref } = target;
  const { functions, keep, given } = options;
  return [
    {
      name: 'Set what Auth allows',
      about: 'Compares supabase/config.toml with the settings of the project, and pushes it.',
      isHarmless: false,
      async run() {
        if (ref === null)
          return said(
            'This needs a login (--ref). By hand: docs/deploy.md has the settings and where they stand.',
          );
        const { ok, output } = await cli('config', 'push', '--yes');
        if (ok) return done('The settings are those of supabase/config.toml.');
        return said(
          `Not all settings were taken, which the plan may not allow. Templates and more mails need SMTP of your own or a paid plan. Baton works without; docs/deploy.md says what is left out. Supabase said:\n${indented(output)}`,
        );
      },
    },
    {
      name: 'Deploy the functions',
      about:
        functions.length === 0
          ? 'There are none in supabase/functions.'
          : `Uploads ${functions.join(', ')}. With “pair”, a setup code signs another browser in; Baton works without.`,
      isHarmless: functions.length === 0,
      async run() {
        if (functions.length === 0) return nothing('Nothing to do.');
        if (ref === null)
          return said('This needs a login (--ref). Without it a setup code asks for the password.');
        const { ok, output } = await cli('functions', 'deploy', '--use-api');
        return ok ? done('They are deployed.') : said(`They were not deployed:\n${indented(output)}`);
      },
    },
    {
      name: 'Find the address and the key',
      about: 'Looks up the publishable key, which is no secret. Nothing is changed.',
      isHarmless: true,
      async run() {
        if (given) {
          keep(given);
          return nothing('They were given.');
        }
        if (ref === null)
          return said(
            'Give them with --url and --key, so that the project can be looked at and the build made for it.',
          );
        const output = await printed(cli('projects', 'api-keys', '--output', 'json'));
        const key = /"(sb_publishable_[\w-]+)"/.exec(output)?.[1];
        if (key === undefined)
          return said(
            'The project has no publishable key yet: make one (Project Settings, API Keys), and give it with --key.',
          );
        keep({ url: `https://${ref}.supabase.co`, key });
        return done(`https://${ref}.supabase.co with ${key}`);
      },
    },
  ];
}

function indented(output: string): string {
  return output
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
