import type { Profile } from '../browsers/profile.ts';

/** An end that was rung for. */
export interface Ring {
  session: string;
  /** Corrected time, milliseconds. */
  end: number;
}

/** Begins to write down what this browser rings for. It must be signed in. */
export async function listenForRings(profile: Profile): Promise<void> {
  const page = await profile.neutral();
  const status = await profile.status();
  const database = `baton-${status?.owner ?? 'local'}`;
  // The page that makes sounds answers so. Whoever asks for one takes it for heard, and does not ask again.
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

/** What it rang for since `listenForRings`. */
export async function heardRings(profile: Profile): Promise<Ring[]> {
  const page = await profile.neutral();
  const rings = (await page.evaluate('globalThis.rings')) as string[];
  return rings.map((ring) => {
    const [session = '', end] = ring.split('@');
    return { session, end: Number(end) };
  });
}
