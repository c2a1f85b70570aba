import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import config from '../../oxlint.config.ts';
import { depths } from './room-rules.ts';
import { rooms } from './rooms.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every folder under `path`, with how many files of code lie in it. */
function foldersIn(path: string): { path: string; files: number }[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return [
    { path, files: entries.filter(({ name }) => /\.(tsx?|sql)$/.test(name)).length },
    ...entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersIn(`${path}/${name}`)),
  ];
}

describe('TOOLS-4, TOOLS-5 the table of rooms', () => {
  it('TOOLS-4 has every folder of lib, and beside them there are no files', () => {
    expect(readdirSync(join(root, 'lib')).toSorted()).toEqual(Object.keys(rooms).toSorted());
  });

  it('TOOLS-4 names only rooms that there are', () => {
    const named = Object.values(rooms).flatMap(({ imports, types }) => [...imports, ...types]);
    expect(named.filter((path) => !((path.split('/')[0] ?? '') in rooms))).toEqual([]);
  });

  it('TOOLS-4 reaches as deep as the folders of the rooms', () => {
    const code = foldersIn('lib').filter(({ path }) => !path.includes('/testing'));
    const deepest = Math.max(...code.map(({ path }) => path.split('/').length - 2));
    expect(deepest).toBeLessThanOrEqual(Math.max(...depths));
  });

  it('TOOLS-5 has no circle', () => {
    const next = (name: string) =>
      [...(rooms[name]?.imports ?? []), ...(rooms[name]?.types ?? [])].map(
        (path) => path.split('/')[0] ?? '',
      );
    const reached = (from: string) => {
      const seen = new Set<string>();
      const waiting = next(from);
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        if (seen.has(name)) continue;
        seen.add(name);
        waiting.push(...next(name));
      }
      return seen;
    };
    expect(Object.keys(rooms).filter((name) => reached(name).has(name))).toEqual([]);
  });
});

test.each(['bench', 'e2e', 'entrypoints', 'lib', 'locales', 'scripts', 'supabase', 'test'])(
  'TOOLS-6 no folder of %s has more than 40 files of code',
  (top) => {
    expect(foldersIn(top).filter(({ files }) => files > 40)).toEqual([]);
  },
);

/** A line of code in a file, and what the linter answers: a part of its sentence, or nothing. */
type Case = readonly [file: string, code: string, sentence: string | null];

const cases: readonly Case[] = [
  ['lib/timer/a.ts', "import { x } from '../store/rows.ts';", 'The timer is pure'],
  ['lib/timer/a.ts', "import type { x } from '../store/rows.ts';", 'The timer is pure'],
  ['lib/timer/a.ts', "import { v7 } from 'uuid';", 'The timer is pure'],
  ['lib/timer/a.ts', "import { x } from '../../scripts/x.ts';", 'must not change'],
  ['lib/timer/a.ts', 'export const x = new Date();', 'now is an argument'],
  ['lib/timer/a.ts', 'export const x = globalThis.performance;', 'now is an argument'],
  ['lib/timer/a.ts', 'export const x = Math.random();', 'ids and chance'],
  ['lib/timer/a.ts', 'export const x = crypto;', 'ids and chance'],
  ['lib/timer/a.ts', 'setTimeout(() => {}, 1);', 'the caller decides'],
  ['lib/timer/a.ts', 'export const x = indexedDB;', 'let lib/engine act on it'],
  ['lib/timer/a.test.ts', "import { x } from '../store/rows.ts';", 'needs only the timer'],
  ['lib/timer/testing/a.ts', "import { x } from '../../engine/engine.ts';", 'needs only the timer'],
  ['lib/timer/a.ts', "import { x } from './replay.ts';", null],
  ['lib/store/a.ts', "import { x } from '../timer/replay.ts';", null],
  ['lib/store/a.ts', "import { x } from 'idb';", null],
  ['lib/store/a.ts', "import { x } from '../sync/loop.ts';", 'The store knows the timer only'],
  ['lib/store/a.ts', "import { x } from 'wxt/browser';", 'touch the extension API'],
  ['lib/store/a.ts', "import { x } from '@supabase/supabase-js';", 'ask the Remote'],
  ['lib/store/a.ts', "import { x } from 'preact/hooks';", 'let them draw it'],
  ['lib/store/a.ts', 'export const x = Date.now();', 'Take the clock'],
  ['lib/store/a.ts', 'export const x = crypto.randomUUID();', 'Take the source of ids'],
  ['lib/store/a.ts', 'export const x = Math.random();', 'Take the source of ids'],
  ['lib/store/a.ts', 'export const x = chrome;', 'touch the extension API'],
  ['lib/store/a.test.ts', "import { x } from '../sync/loop.ts';", null],
  ['lib/sync/a.ts', "import type { x } from '../store/rows.ts';", null],
  ['lib/sync/a.ts', "import { x } from '../store/rows.ts';", 'use `import type`'],
  ['lib/sync/clock/a.ts', "import { x } from '../../store/rows.ts';", 'use `import type`'],
  ['lib/sync/clock/a.ts', "import { x } from '../supabase/auth.ts';", null],
  ['lib/sync/clock/a.ts', "import { x } from '../../../supabase/local/a.ts';", 'must not change'],
  ['lib/sync/a.ts', "import { x } from '@supabase/supabase-js';", null],
  ['lib/sync/a.ts', "import { x } from 'idb';", 'ask the Ledger'],
  ['lib/sync/a.ts', 'fetch("x");', 'so that a test can drive it'],
  ['lib/sync/a.ts', 'export const x = WebSocket;', 'so that a test can drive it'],
  ['lib/sync/a.ts', 'setInterval(() => {}, 1);', 'so that a test can drive it'],
  ['lib/engine/a.ts', "import { x } from '../store/rows.ts';", null],
  ['lib/engine/notices/a.ts', "import { x } from '../../sync/loop.ts';", 'meets the browser and the network'],
  ['lib/engine/a.ts', "import { x } from '../ui/kit/ring.tsx';", 'pages read the ledger'],
  ['lib/account/a.ts', "import { x } from '../browser/send.ts';", 'meets the browser in lib/background'],
  ['lib/background/a.ts', "import { x } from '../browser/send.ts';", 'from the Host'],
  ['lib/background/a.ts', "import type { x } from '../browser/send.ts';", 'from the Host'],
  ['lib/background/a.ts', "import { x } from '../engine/engine.ts';", null],
  ['lib/messages/a.ts', "import { x } from '../engine/engine.ts';", 'use `import type`'],
  ['lib/browser/a.ts', "import { x } from 'wxt/browser';", null],
  ['lib/browser/a.ts', "import { x } from '../sync/loop.ts';", 'only in entrypoints'],
  ['lib/browser/storage/a.ts', "import { x } from '../../store/rows.ts';", 'use `import type`'],
  ['lib/language/a.ts', "import { x } from '../browser/native.ts';", null],
  ['lib/language/a.ts', "import { x } from '../browser/send.ts';", 'nothing of Baton'],
  ['lib/ui/popup/tasks/a.ts', "import { x } from '../../../statistics/days.ts';", null],
  ['lib/ui/popup/tasks/a.ts', "import { x } from '../../../engine/engine.ts';", 'as a prop'],
  ['lib/ui/popup/tasks/a.ts', "import { x } from '../../../store/rows.ts';", 'use `import type`'],
  ['lib/ui/a.ts', "import { x } from '../browser/send.ts';", 'use `import type`'],
  ['lib/ui/a.ts', "import { x } from '../sync/providers.ts';", null],
  ['lib/ui/a.ts', "import { x } from '../sync/mail-proof.ts';", null],
  ['lib/ui/a.ts', "import { x } from '../sync/loop.ts';", 'as a prop'],
  ['lib/ui/a.ts', 'export const x = Date.now();', 'Take the clock'],
  ['lib/ui/options/data/a.ts', "import { x } from '../account/a.ts';", null],
  ['lib/ui/options/data/a.ts', "import { x } from '../../../account/a.ts';", 'as a prop'],
  ['lib/ui/a.ts', 'console.log(1);', 'Delete this console statement'],
  ['entrypoints/background/a.ts', "import { x } from '../../lib/sync/loop.ts';", null],
  ['entrypoints/background/a.ts', "import { x } from '../../e2e/x.ts';", 'must not change'],
  ['entrypoints/background/a.ts', "import { x } from 'idb';", 'ask the Ledger'],
  ['entrypoints/options/a.ts', "import { x } from '@supabase/supabase-js';", 'ask the Remote'],
  ['entrypoints/options/a.ts', "import { x } from '../../lib/sync/supabase/probe.ts';", null],
  ['entrypoints/options/a.ts', "import { x } from '../../lib/sync/loop.ts';", 'belong to the background'],
  ['entrypoints/popup/a.ts', "import { x } from '../../lib/engine/engine.ts';", 'belong to the background'],
  ['supabase/local/a.ts', "import { x } from '../../lib/timer/replay.ts';", 'SQL and HTTP'],
  ['e2e/a.ts', "import { x } from '../lib/timer/replay.ts';", 'from outside'],
  ['e2e/a.ts', "import type { x } from '../lib/timer/replay.ts';", null],
  ['scripts/a.ts', "import { x } from './utils.ts';", 'no barrels'],
  ['lib/ui/b.ts', "import { x } from './helpers.tsx';", 'no barrels'],
];

const folder = mkdtempSync(join(tmpdir(), 'baton-lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All cases in one run of the linter, with what needs no types. */
function sentences(): Map<string, string> {
  const { plugins, rules, overrides } = config;
  const options = { plugins, categories: { correctness: 'off' }, rules, overrides };
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(options));
  for (const [place, [file, code]] of cases.entries()) {
    const path = join(folder, numbered(file, place));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  const linter = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [linter, '-f', 'json'], { cwd: folder, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; code: string; help: string; message: string }[];
  };
  const told = new Map<string, string>();
  for (const { filename, code, help, message } of diagnostics)
    if (/no-(restricted|console)/.test(code)) told.set(filename, `${message} ${help}`);
  return told;
}

function numbered(file: string, place: number): string {
  return file.replace(/(\.test)?\.ts$/, `-${place}$1.ts`);
}

describe('TOOLS-4 the linter', () => {
  const told = sentences();
  it.each(cases.map((one, place) => [...one, place] as const))(
    'TOOLS-4 in %s on %s says %s',
    (file, _, sentence, place) => {
      const said = told.get(numbered(file, place));
      if (sentence === null) expect(said).toBeUndefined();
      else expect(said).toContain(sentence);
    },
  );
});
