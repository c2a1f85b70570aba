import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildFolder } from '../e2e/testing/builds/build-folder.ts';
import { heldRows } from '../e2e/testing/records/held-rows.ts';
import { openProfile, type Profile } from '../e2e/testing/browsers/profile.ts';
import { shownScreen } from '../e2e/testing/pages/shown-screen.ts';
import { waitUntil } from '../e2e/testing/waiting/wait-until.ts';
import { startBackend } from '../supabase/local/backend.ts';
import { readDatabases } from '../test/previous/databases.ts';
import type { Device, Release, StoredDatabase, WireLine } from '../test/previous/formats.ts';
import { runStatements } from '../supabase/tools/run-statements.ts';
import { dayAlone, dayTogether, endDay, actOffline } from './keep-release/day.ts';
import { dumpDatabase } from './keep-release/dump-database.ts';
import { openRecorder } from './keep-release/recorder.ts';
import { findSecrets } from './keep-release/secrets.ts';
import { zipFolder } from './keep-release/zip.ts';
import { run } from './run-command.ts';

const browsers = ['chromium', 'firefox'] as const;
const place = join(import.meta.dirname, '../test/previous');
const who = { email: 'previous@baton.example', password: 'correct horse' };
/** Of the browser's own calls, whichever browser it is. */
const api = '(globalThis.browser ?? globalThis.chrome)';

/** Tokens are renewed within the day: auth-js does so 90 s before the end of one. */
const tokenExpiresIn = 100;

for (const command of [
  ['wxt', 'build'],
  ['wxt', 'build', '-b', 'firefox'],
]) {
  const { ok, output } = await run(command);
  if (!ok) throw new Error(output);
}
const lines: WireLine[] = [];
const files = new Map<string, string>();
const backend = await startBackend({ auth: { jwt_expiry: tokenExpiresIn } });
const recorders = await Promise.all(browsers.map((browser) => openRecorder(backend.url, browser, lines)));
const [a, b] = await Promise.all(
  browsers.map((browser, index) => open(browser, recorders[index]?.url ?? '')),
);
if (!a || !b) throw new Error('There are no two browsers.');
try {
  const release = await recordDay({ a, b });
  files.set('release.json', asJson(release));
} finally {
  await Promise.all([a.close(), b.close()]);
  for (const recorder of recorders) recorder.close();
  await backend.stop();
}
await writeFiles();

async function open(browser: 'chromium' | 'firefox', url: string): Promise<Profile> {
  const { publishable_key } = backend;
  const profile = await openProfile({ browser, backend: { url, publishable_key }, idleTimeout: 600_000 });
  await profile.connect();
  return profile;
}

/** Lives through the day and takes the dumps at their moments. */
async function recordDay(devices: { a: Profile; b: Profile }): Promise<Release> {
  const both = [devices.a, devices.b];
  await Promise.all(both.map((profile) => chooseForDevice(profile)));
  await Promise.all(both.map((profile) => dayAlone(profile, profile.browser)));
  for (const profile of both) await dump(profile, 'signed-out');
  await dayTogether(devices, who);
  const end = await endOf(devices.a);
  await runStatements(backend.db_url, await readFile('supabase/seed.sql', 'utf8'));
  const { text, migration } = await dumpDatabase(backend.db_url);
  files.set('database.sql', text);
  await actOffline(devices);
  for (const profile of both) await dump(profile, 'signed-in');
  await endDay(devices, who);
  files.set('wire.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const manifest: unknown = JSON.parse(
    await readFile(join(buildFolder('chromium'), 'manifest.json'), 'utf8'),
  );
  return { version: (manifest as { version: string }).version, migration, email: who.email, end };
}

/** What a person chooses for this browser alone; its pages write it straight to the browser's storage. */
async function chooseForDevice(profile: Profile): Promise<void> {
  const sounds = { notify: true, sound: 'bowl', volume: 0.3, tab: false };
  const passes = { 'news.example': Date.now() + 300_000 };
  const page = await profile.quietPage();
  await page.evaluate(`${api}.storage.local.set(${JSON.stringify({ sounds, passes, language: 'en' })})`);
}

async function dump(profile: Profile, name: string): Promise<void> {
  const shown = await shownScreen(profile);
  await profile.statistics();
  const page = await profile.quietPage();
  await waitUntil('the statistics keep what they have counted', async () => {
    const text = JSON.stringify(await page.evaluate(readDatabases));
    return text.includes('packed_history');
  });
  await profile.closePages();
  const { waiting, aside } = await heldRows(profile);
  const at = Date.now();
  const storage = (await page.evaluate(`${api}.storage.local.get(null)`)) as Device['storage'];
  const databases = await page.evaluate(readDatabases);
  const device: Device = { browser: profile.browser, at, shown, waiting, aside, storage, databases };
  files.set(`${profile.browser}-${name}.json`, asJson(device));
}

async function endOf(profile: Profile): Promise<Release['end']> {
  const shown = await shownScreen(profile);
  const page = await profile.quietPage();
  const account = (await profile.status())?.account?.id ?? '';
  const databases = await page.evaluate(readDatabases);
  const rowsOf = (table: string) => rowsIn(databases, `baton-${account}`, table);
  const [users, tasks] = [rowsOf('users'), rowsOf('tasks')];
  const pomodoro_sessions = rowsOf('pomodoro_sessions');
  const pomodoro_checkpoints = rowsOf('pomodoro_checkpoints');
  return { at: Date.now(), account, shown, rows: { users, tasks, pomodoro_sessions, pomodoro_checkpoints } };
}

function rowsIn(databases: StoredDatabase[], name: string, table: string): Release['end']['rows']['users'] {
  const stores = databases.find((database) => database.name === name)?.stores ?? [];
  const entries = stores.find((store) => store.name === table)?.entries ?? [];
  return entries.map(({ value }) => value as Release['end']['rows']['users'][number]);
}

/** Replaces what was kept before. Secrets are replaced by fake values. */
async function writeFiles(): Promise<void> {
  const secrets = findSecrets([...files.values()]);
  for (const name of ['chromium.zip', 'firefox.zip', ...files.keys()])
    await rm(join(place, name), { force: true });
  await mkdir(place, { recursive: true });
  for (const browser of browsers)
    await writeFile(join(place, `${browser}.zip`), zipFolder(buildFolder(browser)));
  for (const [name, text] of files) await writeFile(join(place, name), secrets.hide(text));
  console.log(`Kept in test/previous: ${['chromium.zip', 'firefox.zip', ...files.keys()].join(', ')}`);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
