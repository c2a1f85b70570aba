export interface HeadWatchDeps {
  /** Runs something after so many milliseconds, if the worker is still there. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** This machine's steady clock, milliseconds. */
  steady(): number;
  /** Must not reject. */
  look(): Promise<void>;
}

/** Looks at where the server stands now and then: a channel can bring no hints without knowing it. */
export interface HeadWatch {
  setWanted(isWanted: boolean): void;
  /** The server has just said where it stands, so the next look can wait. */
  heard(): void;
  /** Whether what the server last said is too old to go by. */
  isDue(): boolean;
}

/** How long (milliseconds) the last word of the server counts. With a slow look and the call it leads to, that is 35 s. */
export const lookAfter = 25_000;

export function createHeadWatch({ schedule, steady, look }: HeadWatchDeps): HeadWatch {
  let heardAt = -Infinity;
  let cancel: (() => void) | null = null;

  const left = (): number => heardAt + lookAfter - steady();

  function wait(): void {
    // Where the last look failed there is no newer word to count from.
    cancel = schedule(() => void onTime(), left() > 0 ? left() : lookAfter);
  }

  async function onTime(): Promise<void> {
    const mine = cancel;
    if (left() <= 0) await look();
    if (cancel === mine) wait();
  }

  return {
    setWanted(isWanted) {
      if (isWanted === (cancel !== null)) return;
      cancel?.();
      cancel = null;
      if (isWanted) wait();
    },
    heard() {
      heardAt = steady();
    },
    isDue: () => left() <= 0,
  };
}
