import type { Profile } from '../browsers/profile.ts';

/** An end that was rung for. */
export interface Ring {
  session: string;
  /** Corrected time, milliseconds. */
  end: number;
}

/** Starts recording which ends this browser rings for. It must be signed in. */
export async function recordRings(profile: Profile): Promise<void> {
  const page = await profile.quietPage();
  const status = await profile.status();
  const database = `baton-${status?.owner ?? 'local'}`;
  // This answers in place of the page that makes sounds, so the worker takes the ring for done.
  await page.evaluate(`void (() => {
    globalThis.rings = [];
    chrome.runtime.onMessage.addListener((message, _, respond) => {
      if (!message.sound) return;
      respond(true);
      const opening = indexedDB.open('${database}');
      opening.onsuccess = () => {
        const reading = opening.result.transaction('notes').objectStore('notes').get('rung');
        reading.onsuccess = () => {
          rings.push(reading.result);
          opening.result.close();
        };
      };
    });
  })()`);
}

/** The ends that it rang for since `recordRings`. */
export async function recordedRings(profile: Profile): Promise<Ring[]> {
  const page = await profile.quietPage();
  const rings = (await page.evaluate('globalThis.rings')) as string[];
  return rings.map((ring) => {
    const [session = '', end] = ring.split('@');
    return { session, end: Number(end) };
  });
}
