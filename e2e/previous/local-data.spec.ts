import { expect, it } from 'vitest';
import { fillDatabases } from '../../test/previous/databases.ts';
import type { Device } from '../../test/previous/formats.ts';
import { moveInstants } from '../../test/previous/move-instants.ts';
import { readDevice, type DeviceName } from '../../test/previous/read.ts';
import { openProfile, type Profile } from '../testing/browsers/profile.ts';
import { shownScreen } from '../testing/pages/shown-screen.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** Replaces all that the profile holds by what a profile of the previous version held, and restarts the browser. */
async function replaceData(profile: Profile, { storage, databases }: Device): Promise<void> {
  // A page would ask the background about the databases that change under it, and that would write its own status.
  await profile.closePages();
  const page = await profile.quietPage();
  await page.evaluate(fillDatabases, databases);
  // Firefox installs the extension anew at each start of a test, and the welcome page would cover the popup.
  const stored = JSON.stringify({ ...storage, welcomed: true });
  const area = '(globalThis.browser ?? globalThis.chrome).storage.local';
  await page.evaluate(`${area}.clear().then(() => ${area}.set(${stored}))`);
  await profile.restart();
}

function idsOf({ databases }: Device, database: string, table: string): string[] {
  const stores = databases.find(({ name }) => name === database)?.stores ?? [];
  const entries = stores.find(({ name }) => name === table)?.entries ?? [];
  return entries.map(({ key }) => key as string);
}

it.each<[DeviceName, string]>([
  ['chromium-signed-in', 'running'],
  ['firefox-signed-in', 'paused'],
])('PREV-5 a browser with the local data of %s goes on where it was: %s', async (name) => {
  const recorded = readDevice(name);
  const { browser, shown, waiting, aside } = recorded;
  const profile = await openProfile({ browser });
  try {
    await profile.popup();
    const device = moveInstants(recorded, Date.now() - recorded.at);
    await replaceData(profile, device);
    const screen = await shownScreen(profile);
    expect(screen).toMatchObject({ tasks: shown.tasks, isRunning: shown.isRunning });
    const passed = shown.isRunning ? Math.round((Date.now() - device.at) / 1000) : 0;
    expect(Math.abs(screen.left - (shown.left - passed))).toBeLessThan(10);
    const status = await profile.status();
    const database = `baton-${status?.owner ?? 'local'}`;
    const held = await waitUntil('the rows are there', () => heldRows(profile));
    expect(held.checkpoints.map(({ id }) => id)).toEqual(idsOf(device, database, 'pomodoro_checkpoints'));
    expect(held.sessions.map(({ id }) => id)).toEqual(idsOf(device, database, 'pomodoro_sessions'));
    expect(held).toMatchObject({ waiting, aside });
  } finally {
    await profile.close();
  }
});
