import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks repeatedly until the answer is neither undefined nor false, and returns it. Throws after `deadline`
 * milliseconds, and names what it waited for.
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  deadline = 30_000,
): Promise<T> {
  const end = performance.now() + deadline;
  while (performance.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await delay(20);
  }
  throw new Error(`Waited ${deadline} ms in vain for ${what}`);
}
