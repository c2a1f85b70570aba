import { setTimeout as pause } from 'node:timers/promises';
import { withTimeout } from './with-timeout.ts';

export interface WaitOptions {
  /** Milliseconds until the waiting is given up; 45 s if not said, which a machine that is busy may need. */
  timeout?: number;
  /** Milliseconds between two looks; 40 if not said. */
  every?: number;
}

/** On a machine that stood still the time is up although nobody has looked. */
const fewestLooks = 3;

/** A look has at least so long (milliseconds) to come back, also when the time is nearly up. */
const oneLook = 5000;

/**
 * Looks again and again until `look` gives something other than undefined, null or false, and returns that.
 * A look that throws counts as not yet. Throws with `description` and what was seen last when the time is up.
 */
export async function waitUntil<T>(
  description: string,
  look: () => T | Promise<T>,
  { timeout = 45_000, every = 40 }: WaitOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeout;
  let last = '';
  for (let looks = 1; ; looks += 1) {
    try {
      const rest = Math.max(oneLook, deadline - performance.now());
      const seen = await withTimeout('a look to come back', (async () => look())(), Math.round(rest));
      if (isThere(seen)) return seen;
      last = JSON.stringify(seen) ?? 'undefined';
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (performance.now() > deadline && looks >= fewestLooks)
      throw new Error(`Waited ${timeout} ms in vain until ${description}. Seen last: ${last}`);
    await pause(every);
  }
}

function isThere<T>(seen: T): seen is NonNullable<Exclude<T, false>> {
  return seen !== undefined && seen !== null && seen !== false;
}
