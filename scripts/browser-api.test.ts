import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { CompatData } from '@mdn/browser-compat-data';
import { expect, test } from 'vitest';
import { apisUsedIn, lackingApis, type CodeFile } from './browser-api.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = JSON.parse(
  readFileSync(join(root, 'node_modules/@mdn/browser-compat-data/data.json'), 'utf8'),
) as CompatData;

async function codeOf(folder: string): Promise<CodeFile[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
}

/** The oldest versions, from where the manifest is made. Edge has Chrome's numbers. */
function oldestOf(config: string): { chrome: number; edge: number; firefox: number } {
  const chrome = Number(/minimum_chrome_version: '(\d+)'/.exec(config)?.[1]);
  return { chrome, edge: chrome, firefox: Number(/strict_min_version: '(\d+)\./.exec(config)?.[1]) };
}

/** What the code tries and does without. */
const optional = [
  // The popup opens in a tab where the browser cannot open it at the toolbar.
  'action.openPopup chrome',
  'action.openPopup edge',
];

test('TOOLS-13 the oldest browser that the manifest lets in has every API that the code uses', async () => {
  const files = [...(await codeOf('lib')), ...(await codeOf('entrypoints'))];
  const apis = apisUsedIn(files, data);
  expect(apis).toEqual(
    expect.arrayContaining(['action.setBadgeText', 'alarms.create', 'runtime.getContexts']),
  );
  const oldest = oldestOf(await readFile(join(root, 'wxt.config.ts'), 'utf8'));
  expect(oldest.chrome).toBeGreaterThan(100);
  expect(oldest.firefox).toBeGreaterThan(100);
  expect(lackingApis(apis, oldest, optional, data)).toEqual([]);
});

const file = (text: string) => ({ path: 'a.ts', text: `import { browser } from 'wxt/browser';\n${text}` });

test('TOOLS-13 an API that came later is named with both versions, also where it was taken out of the API first', () => {
  const apis = apisUsedIn([file('const { runtime } = browser;\nruntime.getContexts({});')], data);
  expect(apis).toEqual(['runtime.getContexts']);
  expect(lackingApis(apis, { chrome: 110, edge: 116, firefox: 126 }, [], data)).toEqual([
    'runtime.getContexts is in chrome from 116, and the manifest lets in 110.',
    'runtime.getContexts is in firefox from 127, and the manifest lets in 126.',
  ]);
  expect(
    lackingApis(apis, { chrome: 110, edge: 116, firefox: 127 }, ['runtime.getContexts chrome'], data),
  ).toEqual([]);
});

test('TOOLS-13 a file that does not ask for the extension API is not looked at', () => {
  expect(apisUsedIn([{ path: 'a.ts', text: 'alarms.create()' }], data)).toEqual([]);
});
