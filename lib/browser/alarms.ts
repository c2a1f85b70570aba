import { browser } from 'wxt/browser';

/** `timer`: the next change of the badge or the end. `pulse`: look after the connection. `pass`: a pass ends. */
export type AlarmName = 'timer' | 'pulse' | 'pass';

/**
 * Sets or clears the wake-up `name`. `at` is this machine's own time, milliseconds. Alarms of a packed extension
 * come no sooner than 30 s from now and none survives every kind of restart, so they are set anew at each start.
 */
export async function setAlarm(name: AlarmName, at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(name);
  else await browser.alarms.create(name, { when: at });
}

export function onAlarm(handle: (name: AlarmName) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => handle(name as AlarmName));
}
