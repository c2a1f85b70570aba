import { reportOf, type Line } from '../doctor/line.ts';
import type { Ran } from '../run-command.ts';
import type { ProjectKeys } from './platform-steps.ts';
import { done, said, type Step } from './step.ts';

/** Looks at the project, and makes the builds for it. */
export function lastSteps(options: {
  keys(): ProjectKeys | null;
  examine(keys: ProjectKeys): Promise<Line[]>;
  /** Null where no build is wanted. */
  build: ((keys: ProjectKeys) => Promise<Ran>) | null;
}): Step[] {
  const { keys, examine, build } = options;
  const unknown = 'The address and the key of the project are not known (--url, --key).';
  return [
    {
      name: 'Look at the project',
      about: 'Does what npm run doctor does. Nothing is changed.',
      isHarmless: true,
      async run() {
        const known = keys();
        if (!known) return said(unknown);
        const lines = await examine(known);
        const report = reportOf(lines);
        if (lines.some(({ state }) => state === 'bad')) throw new Error(`It is not right yet:\n${report}`);
        return done(`\n${report}`);
      },
    },
    ...(build
      ? [
          {
            name: 'Build the extension for it',
            about: 'Makes .output/chrome-mv3 and .output/firefox-mv3, which know this project.',
            isHarmless: false,
            async run() {
              const known = keys();
              if (!known) return said(unknown);
              const { ok, output } = await build(known);
              if (!ok) throw new Error(output.trim());
              return done(
                'Load them in two browsers, create an account in one and sign in with it in the other.',
              );
            },
          },
        ]
      : []),
  ];
}
