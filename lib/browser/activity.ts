import { browser } from 'wxt/browser';

const key = 'last_active';

/** Seconds without input after which somebody counts as away. */
const awayAfter = 60;

/** Tells whether somebody uses this machine. Times are this machine's own, in milliseconds. */
export interface Activity {
  isThere(): Promise<boolean>;
  /** When somebody last used it: now, if somebody does. Null if that is not known. */
  lastActive(): Promise<number | null>;
  /** The machine's clock was set by so many milliseconds. */
  clockWasSet(by: number): Promise<void>;
  /** Call this at start-up, in the first turn. */
  onChange(changed: (there: boolean) => void): void;
}

export function createActivity(now: () => number): Activity {
  async function isThere(): Promise<boolean> {
    return (await browser.idle.queryState(awayAfter)) === 'active';
  }

  async function readLast(): Promise<number | null> {
    const at = (await browser.storage.local.get(key))[key];
    return typeof at === 'number' ? at : null;
  }

  return {
    isThere,

    // Kept on disk, because a phase is longer than a worker lives.
    async lastActive() {
      if (await isThere()) {
        const at = now();
        await browser.storage.local.set({ [key]: at });
        return at;
      }
      return readLast();
    },

    async clockWasSet(by) {
      const at = await readLast();
      if (at !== null) await browser.storage.local.set({ [key]: at + by });
    },

    onChange(changed) {
      browser.idle.onStateChanged.addListener((state) => {
        const leftAt = state === 'idle' ? now() - awayAfter * 1000 : now();
        void browser.storage.local.set({ [key]: leftAt });
        changed(state === 'active');
      });
      browser.idle.setDetectionInterval(awayAfter);
    },
  };
}
