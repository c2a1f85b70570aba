import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The least that an extension with an alarm and a badge can be. Its worker says when the badge was painted. */
export async function oneAlarm(): Promise<{ extension: string; remove(): Promise<void> }> {
  const extension = await mkdtemp(join(tmpdir(), 'baton-one-alarm-'));
  const manifest = {
    manifest_version: 3,
    name: 'One alarm',
    version: '1',
    permissions: ['alarms'],
    action: {},
    background: { service_worker: 'background.js' },
  };
  await writeFile(join(extension, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(extension, 'background.js'), worker);
  return { extension, remove: () => rm(extension, { recursive: true, force: true }) };
}

const worker = `let count = 0;
chrome.alarms.onAlarm.addListener(() => chrome.action.setBadgeText({ text: String((count += 1)) }));
`;

/** Runs first in a worker: tells every page of the extension when the browser had taken a badge. */
export const tellsBadge = `(() => {
  const badges = new BroadcastChannel('badges');
  const { setBadgeText } = chrome.action;
  chrome.action.setBadgeText = async (details) => {
    await setBadgeText.call(chrome.action, details);
    badges.postMessage(performance.timeOrigin + performance.now());
  };
})();
`;
