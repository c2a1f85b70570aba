import { isDeepStrictEqual } from 'node:util';
import { waitUntil } from './wait-until.ts';

/** Waits until `look` sees exactly this. Says what it saw last if it never does. */
export async function waitForValue<T>(look: () => T | Promise<T>, wanted: T): Promise<void> {
  await waitUntil(`it is ${JSON.stringify(wanted)}`, async () => {
    const seen = await look();
    if (!isDeepStrictEqual(seen, wanted)) throw new Error(JSON.stringify(seen));
    return true;
  });
}
