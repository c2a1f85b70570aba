import { browser } from 'wxt/browser';

const key = 'last_active';

/** Seconds without input after which somebody counts as away: the shortest that the idle API tells. */
const awayAfter = 60;

/** Whether somebody is at this machine, and when they last were (this machine's own time, milliseconds). */
export type Activity = ReturnType<typeof createActivity>;

export function createActivity(now: () => number) {
  async function isThere(): Promise<boolean> {
    return (await browser.idle.queryState(awayAfter)) === 'active';
  }

  return {
    isThere,

    /** Remembered on disk, since the worker forgets and a phase is longer than its life. */
    async lastActive(): Promise<number | null> {
      if (await isThere()) {
        const at = now();
        await browser.storage.local.set({ [key]: at });
        return at;
      }
      const stored = await browser.storage.local.get(key);
      const at = stored[key];
      return typeof at === 'number' ? at : null;
    },

    /** To be called at start-up, in its first turn. */
    onChange(changed: (there: boolean) => void): void {
      browser.idle.onStateChanged.addListener((state) => {
        const leftAt = state === 'idle' ? now() - awayAfter * 1000 : now();
        void browser.storage.local.set({ [key]: leftAt });
        changed(state === 'active');
      });
      browser.idle.setDetectionInterval(awayAfter);
    },
  };
}
