import type { Loop } from '../sync/loop.ts';
import type { Remote } from '../sync/remote.ts';

/** The open connection by which the server hints at changes. */
export interface HintChannel {
  /** Opens it if it is wanted and closed, closes it if it is open and no longer wanted. */
  setWanted(isWanted: boolean): void;
  /** Whether hints arrive at present. */
  isHearing(): boolean;
}

export function createHintChannel(
  remote: Pick<Remote, 'listen'>,
  loop: Pick<Loop, 'applyHint' | 'syncNow'>,
): HintChannel {
  let stopListening: (() => void) | null = null;
  let isHearing = false;

  function open(): void {
    stopListening = remote.listen({
      hint: (hint) => void loop.applyHint(hint),
      up() {
        isHearing = true;
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

  return {
    setWanted(isWanted) {
      if (isWanted === (stopListening !== null)) return;
      if (isWanted) open();
      else close();
    },
    isHearing: () => isHearing,
  };
}
