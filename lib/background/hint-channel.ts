import type { Loop } from '../sync/loop.ts';
import type { Remote } from '../sync/remote.ts';

/** The open connection by which the server hints at changes. */
export interface HintChannel {
  /** Opens it if it is wanted and closed, closes it if it is open and no longer wanted. */
  setWanted(isWanted: boolean): void;
  /** Whether hints arrive at present, as far as the server says. */
  isHearing(): boolean;
  /** The server stands at `head`, and no hint had led there when it was asked. */
  missed(head: number): void;
}

export interface HintChannelDeps {
  remote: Pick<Remote, 'listen'>;
  loop: Pick<Loop, 'applyHint' | 'syncNow'>;
  /** Runs something after so many milliseconds, if the worker is still there. */
  schedule(run: () => void, after: number): void;
  /** This machine's steady clock, milliseconds. */
  steady(): number;
  /** Changes of other devices come late from now on, or live again. */
  onLate(isLate: boolean): void;
  /** A hint did not come though the channel was joined. */
  onLost(): void;
}

/** A hint that is not there after so long (milliseconds) is lost. */
const grace = 3000;
/** The channel is joined anew for a lost hint at most once in so long (milliseconds). */
const rejoinAfter = 60_000;
/** When two hints are lost within so long (milliseconds), only a hint shows that the channel works again. */
const staysDoubted = 600_000;

export function createHintChannel(deps: HintChannelDeps): HintChannel {
  const { remote, loop, schedule, steady } = deps;
  let stopListening: (() => void) | null = null;
  let isHearing = false;
  let isLate = false;
  let isDoubted = false;
  let lostAt = -Infinity;
  let rejoinedAt = -Infinity;
  /** The newest `seq` that a hint has led to. */
  let hintedTo = 0;

  function setLate(next: boolean): void {
    if (next === isLate) return;
    isLate = next;
    deps.onLate(next);
  }

  function open(): void {
    stopListening = remote.listen({
      hint(hint) {
        hintedTo = Math.max(hintedTo, hint.to);
        setLate(false);
        void loop.applyHint(hint);
      },
      up(isFollowing = false) {
        isHearing = true;
        if (isFollowing && !isDoubted) setLate(false);
        // There was no hint at what changed while it was closed.
        void loop.syncNow();
      },
      down() {
        isHearing = false;
      },
    });
  }

  function close(): void {
    stopListening?.();
    stopListening = null;
    isHearing = false;
  }

  function lost(): void {
    isDoubted = steady() - lostAt < staysDoubted;
    lostAt = steady();
    setLate(true);
    deps.onLost();
    if (steady() - rejoinedAt < rejoinAfter) return;
    rejoinedAt = steady();
    close();
    open();
  }

  return {
    setWanted(isWanted) {
      if (isWanted === (stopListening !== null)) return;
      if (isWanted) return open();
      close();
      setLate(false);
    },
    isHearing: () => isHearing,
    missed(head) {
      if (!stopListening) return;
      // It is being joined by itself.
      if (!isHearing) return setLate(true);
      const mine = stopListening;
      schedule(() => {
        if (stopListening === mine && isHearing && hintedTo < head) lost();
      }, grace);
    },
  };
}
