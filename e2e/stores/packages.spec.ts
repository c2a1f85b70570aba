import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explained, lintForFirefox } from '../../scripts/release/lint-for-firefox.ts';
import { faultsOfContents } from '../../scripts/release/contents.ts';
import { buildFolder } from '../testing/builds/build-folder.ts';

const root = join(import.meta.dirname, '../..');
const builds = ['chromium', 'firefox'] as const;

interface Manifest {
  permissions: string[];
  optional_permissions?: string[];
  host_permissions?: string[];
  optional_host_permissions: string[];
  content_scripts?: unknown;
}

const manifestOf = (build: (typeof builds)[number]) =>
  JSON.parse(readFileSync(join(buildFolder(build), 'manifest.json'), 'utf8')) as Manifest;

test('TOOLS-16 the README explains what the built manifests ask for, and nothing else', () => {
  const manifests = builds.map(manifestOf);
  const asked = manifests.flatMap(({ permissions, optional_permissions = [] }) => [
    ...permissions,
    ...optional_permissions,
  ]);
  const [, table = ''] = readFileSync(join(root, 'README.md'), 'utf8').split('| permission ');
  const lines = table.split('\n\n')[0]?.split('\n') ?? [];
  const named = lines.flatMap((line) => /^\| `(\w+)` /.exec(line)?.[1] ?? []);
  expect(named.toSorted()).toEqual([...new Set(asked)].toSorted());
  // Websites are asked for one by one, and none at the installation.
  for (const { host_permissions, content_scripts, optional_host_permissions } of manifests)
    expect([host_permissions, content_scripts, optional_host_permissions]).toEqual([
      undefined,
      undefined,
      ['*://*/*'],
    ]);
  expect(lines.at(-1)).toContain('single sites');
});

test.each(builds)('TOOLS-32 the build for %s holds what is on the list, and nothing else', (build) => {
  const folder = buildFolder(build);
  const files = globSync('**/*.*', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  expect(faultsOfContents(files, build)).toEqual([]);
});

test("TOOLS-32 Mozilla's linter finds nothing in the build for Firefox that is not explained", async () => {
  const folder = buildFolder('firefox');
  const found = await lintForFirefox(folder);
  const unexplained = found.filter(({ code, file, line, column }) => {
    const text = readFileSync(join(folder, file), 'utf8').split('\n')[line - 1] ?? '';
    const before = text.slice(Math.max(0, column - 60), column);
    return !explained.some((one) => one.code === code && before.includes(one.beside));
  });
  expect(unexplained).toEqual([]);
  // An explanation of nothing would hide the next one.
  expect(found).toHaveLength(explained.length);
});

test('TOOLS-32 no file of the extension sets HTML', () => {
  const files = globSync('{lib,entrypoints}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/*.test.*'] });
  const setting = /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write/;
  expect(files.filter((file) => setting.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
