import type { OxlintConfig } from 'oxlint';
import { globals, packages, properties, rooms, type Kind, type Room } from './rooms.ts';

export type Override = NonNullable<OxlintConfig['overrides']>[number];

interface Ban {
  regex: string;
  message: string;
  allowTypeImports?: boolean;
}

/** Code only: tests and what only they use may import more. */
const tests = ['**/*.test.{ts,tsx}', '**/testing/**'];

/** Of the folders in a room: a file of `lib/ui` is 0 deep, one of `lib/ui/popup/tasks` is 2 deep. */
export const depths = [0, 1, 2];

const noBarrels: Ban = {
  regex: String.raw`(^|/)(index|utils|helpers|types)(\.tsx?)?$`,
  message:
    'Import the file that holds the thing: there are no barrels and no utils, helpers or types rooms here.',
};

const apart =
  'The extension must not change when the embedded backend, the tests or the scripts are deleted: move what is shared into lib, or write it on both sides.';

/** An override replaces the rule, so each one says all of it. */
export function refuseImports(...bans: readonly Ban[]): NonNullable<Override['rules']> {
  return { 'no-restricted-imports': ['error', { patterns: [noBarrels, ...bans] }] };
}

export const roomOverrides: Override[] = Object.entries(rooms).flatMap(([name, room]) => [
  ...depths.map((depth): Override => ({
    files: [`lib/${name}/${'*/'.repeat(depth)}*.{ts,tsx}`],
    excludeFiles: tests,
    rules: { ...refuseImports(...packageBans(name, room), ...roomBans(name, room, depth)) },
  })),
  { files: [`lib/${name}/**`], excludeFiles: tests, rules: refuseGlobals(room.kind) },
]);

function packageBans(name: string, { kind, instead }: Room): Ban[] {
  if (kind === 'pure') return [{ regex: '^[^.]', message: instead }];
  return packages
    .filter((one) => !one.rooms.includes(name))
    .map((one) => ({ regex: one.regex, message: one.instead }));
}

/** From `depth` folders inside its room, an import leaves the room by one `../` more, and `lib` by two more. */
function roomBans(name: string, { imports, types, instead }: Room, depth: number): Ban[] {
  const out = String.raw`^(\.\./){${depth + 1}}`;
  const others = Object.keys(rooms).filter(
    (other) => other !== name && !imports.includes(other) && !types.includes(other),
  );
  /** A room without the files of it that may be imported, if there are any. */
  const withoutFile = (other: string) => {
    const files = imports
      .filter((path) => path.startsWith(`${other}/`))
      .map((path) => path.slice(other.length + 1));
    return `${other}/${files.length > 0 ? notBeginning(...files) : ''}`;
  };
  return [
    { regex: String.raw`^(\.\./){${depth + 2},}[^.]`, message: apart },
    ...(others.length > 0
      ? [{ regex: `${out}(${others.map(withoutFile).join('|')})`, message: instead }]
      : []),
    ...(types.length > 0
      ? [
          {
            regex: `${out}(${types.map(withoutFile).join('|')})`,
            message: `Only types may come from there: use \`import type\`. ${instead}`,
            allowTypeImports: true,
          },
        ]
      : []),
  ];
}

/** Matches what begins with none of these, which differ in their first letters: the linter cannot look ahead. */
function notBeginning(...texts: string[]): string {
  const first = `[^${texts.map((text) => text[0]).join('')}]`;
  const later = texts.flatMap((text) =>
    Array.from(text, (letter, place) => `${text.slice(0, place)}[^${letter}]`).slice(1),
  );
  return `(${[first, ...later].join('|')})`;
}

function refuseGlobals(kind: Kind): NonNullable<Override['rules']> {
  const names = Object.entries(globals[kind]).map(([name, message]) => ({ name, message }));
  const parts = Object.entries(properties[kind]).map(([path, message]) => {
    const [object = '', property = ''] = path.split('.');
    return { object, property, message };
  });
  return {
    ...(names.length > 0 && {
      'no-restricted-globals': ['error', { checkGlobalObject: true, globals: names }],
    }),
    ...(parts.length > 0 && { 'no-restricted-properties': ['error', ...parts] }),
  };
}

const entrypointBans: readonly Ban[] = [
  { regex: String.raw`^(\.\./)+(supabase|e2e|scripts|bench|test)/`, message: apart },
  ...packages.filter((one) => !one.entrypoints).map((one) => ({ regex: one.regex, message: one.instead })),
];

/** What stands around the rooms. */
export const otherOverrides: Override[] = [
  {
    files: ['lib/timer/**/*.test.ts', 'lib/timer/testing/**'],
    rules: refuseImports({
      regex: `^(\\.\\./)+(lib/)?(${Object.keys(rooms)
        .filter((name) => name !== 'timer')
        .join('|')})/`,
      message: 'A test of the timer needs only the timer: write the case as plain checkpoints.',
    }),
  },
  { files: ['entrypoints/**'], excludeFiles: tests, rules: refuseImports(...entrypointBans) },
  {
    files: ['entrypoints/{popup,options,stats,blocked}/**'],
    excludeFiles: tests,
    rules: refuseImports(...entrypointBans, {
      regex: String.raw`^(\.\./)+lib/(engine|account|background|sync/${notBeginning('supabase/probe', 'checks/check-project')})`,
      message:
        'A page sends commands and reads the ledger: the engine and the network belong to the background, but for trying out a server.',
    }),
  },
  {
    files: ['supabase/local/**'],
    rules: refuseImports({
      regex: String.raw`^(\.\./)+(lib|entrypoints)/`,
      message:
        'The embedded backend knows nothing of the extension: the contract between them is SQL and HTTP.',
    }),
  },
  {
    files: ['e2e/**'],
    rules: refuseImports({
      regex: String.raw`^(\.\./)+(lib|entrypoints)/`,
      message:
        'Browser tests drive the built extension from outside, as a person does: only types may come from lib.',
      allowTypeImports: true,
    }),
  },
  { files: ['lib/**', 'entrypoints/**'], excludeFiles: tests, rules: { 'no-console': 'error' } },
];
