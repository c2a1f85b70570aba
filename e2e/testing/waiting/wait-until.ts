import { setTimeout as pause } from 'node:timers/promises';
import { within } from './with-timeout.ts';

export interface Patience {
  /** Milliseconds until the waiting is given up; 45 s if not said, which a machine that is busy may need. */
  timeout?: number;
  /** Milliseconds between two looks; 40 if not said. */
  every?: number;
}

/** A machine that stood still has used up the time without having looked. */
const fewestLooks = 3;

/** The least that a look is given to come back, in milliseconds, also when the time is nearly up. */
const oneLook = 5000;

/**
 * Looks again and again until `look` gives something other than undefined, null or false, and returns that.
 * A look that throws counts as not yet. Throws with `description` and what was seen last when the time is up.
 */
export async function until<T>(
  description: string,
  look: () => T | Promise<T>,
  { timeout = 45_000, every = 40 }: Patience = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + timeout;
  let last = '';
  for (let looks = 1; ; looks += 1) {
    try {
      const rest = Math.max(oneLook, deadline - performance.now());
      const seen = await within('a look to come back', (async () => look())(), Math.round(rest));
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
