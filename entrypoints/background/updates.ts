import type { TimerView } from '../../lib/timer/view.ts';

export interface UpdateDeps {
  /** This machine's own time, milliseconds. */
  now(): number;
  /** Since when a new version waits, or null. */
  since(): Promise<number | null>;
  note(at: number): Promise<void>;
  /** Ends this version, and starts the new one. */
  take(): Promise<void>;
  isPageOpen(): Promise<boolean>;
  view(): Promise<Pick<TimerView, 'state' | 'remaining'>>;
  /** Has `look` called again. */
  lookAt(at: number): Promise<void>;
}

/** Lets a new version take over in a moment in which nobody misses anything. */
export interface Updates {
  /** A new version is ready. */
  came(): Promise<void>;
  look(): Promise<void>;
}

/** The new version is given so long (milliseconds) to be there before the next end rings. */
export const nearEnd = 2 * 60_000;

/** A page that nobody closes holds up an update no longer than this, milliseconds. */
export const longestWait = 24 * 60 * 60_000;

/** Milliseconds between two looks. */
const lookEvery = 5 * 60_000;

export function createUpdates({ now, since, note, take, isPageOpen, view, lookAt }: UpdateDeps): Updates {
  async function isQuiet(): Promise<boolean> {
    if (await isPageOpen()) return false;
    // Where the timer cannot be read, the new version may be what helps.
    const { state, remaining } = await view().catch(() => ({ state: 'idle', remaining: 0 }));
    return state !== 'running' || remaining >= nearEnd;
  }

  async function look(): Promise<void> {
    const at = await since();
    if (at === null) return;
    // A clock that was set back would make it wait for longer.
    const waited = Math.abs(now() - at);
    if (waited >= longestWait || (await isQuiet())) await take();
    else await lookAt(now() + lookEvery);
  }

  return {
    async came() {
      // A second version comes in the place of the first, which has waited already.
      if ((await since()) === null) await note(now());
      await look();
    },
    look,
  };
}
