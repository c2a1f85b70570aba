import { browser } from 'wxt/browser';

/**
 * `timer`: the badge changes next, or the phase ends. `pulse`: check the connection. `pass`: a pass ends. `update`: look
 * whether a new version may take over.
 */
export type AlarmName = 'timer' | 'pulse' | 'pass' | 'update';

/**
 * Sets an alarm, or clears it where `at` is null. `at` is this machine's own time, milliseconds. The browser lets an
 * alarm of a packed extension come no sooner than 30 s from now. No alarm survives every kind of restart, so each
 * start sets them again.
 */
export async function setAlarm(name: AlarmName, at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(name);
  else await browser.alarms.create(name, { when: at });
}

export function onAlarm(handle: (name: AlarmName) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => handle(name as AlarmName));
}
