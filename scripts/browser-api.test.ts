import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { CompatData } from '@mdn/browser-compat-data';
import { expect, test } from 'vitest';
import { apisUsedIn, askedOutright, lackingApis, type CodeFile, type OldestBrowsers } from './browser-api.ts';

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
function oldestOf(config: string): OldestBrowsers {
  const chrome = Number(/minimum_chrome_version: '(\d+)'/.exec(config)?.[1]);
  const [firefox = NaN, firefox_android = NaN] = [...config.matchAll(/strict_min_version: '(\d+)\./g)].map(
    ([, version]) => Number(version),
  );
  return { chrome, edge: chrome, firefox, firefox_android };
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
  expect(oldest.firefox_android).toBeGreaterThan(100);
  const { firefox_android, ...desktop } = oldest;
  expect(lackingApis(apis, desktop, optional, data)).toEqual([]);
  expect(lackingApis(askedOutright(apis, files), { firefox_android }, optional, data)).toEqual([]);
  // These are asked for by what the browser can do.
  expect(lackingApis(apis, { firefox_android }, optional, data)).toEqual(
    expect.arrayContaining(['commands.onCommand is not in firefox_android.']),
  );
});

test('TOOLS-13 what a phone lacks and is asked for outright is named, in each way to say it', () => {
  const lacking = (text: string) => {
    const files = [file(text)];
    return lackingApis(askedOutright(apisUsedIn(files, data), files), { firefox_android: 142 }, [], data);
  };
  const named = ['windows.update is not in firefox_android.'];
  expect(lacking('browser.windows.update(1, {});')).toEqual(named);
  expect(lacking('const { tabs, windows } = browser;\nwindows.update(1, {});')).toEqual(named);
  expect(lacking('const { windows } = nativeExtension();\nwindows.update(1, {});')).toEqual(named);
  expect(lacking('const { windows } = optionalApi();\nwindows?.update(1, {});')).toEqual([]);
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
