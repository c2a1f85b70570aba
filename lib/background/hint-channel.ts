import type { Loop } from '../sync/loop.ts';
import type { Remote } from '../sync/remote.ts';

/** The open connection by which the server hints at changes. */
export interface HintChannel {
  /** Opens it where it is wanted and closed, closes it where it is open and no longer wanted. */
  setWanted(isWanted: boolean): void;
  /** Whether hints come by themselves just now. */
  isHearing(): boolean;
}

export function createHintChannel(
  remote: Pick<Remote, 'listen'>,
  loop: Pick<Loop, 'applyHint' | 'syncNow'>,
): HintChannel {
  let hangUp: (() => void) | null = null;
  let isHearing = false;

  function open(): void {
    hangUp = remote.listen({
      hint: (hint) => void loop.applyHint(hint),
      up() {
        isHearing = true;
        // What came while it was closed was hinted at to nobody.
        void loop.syncNow();
      },
      down() {
        isHearing = false;
      },
    });
  }

  function close(): void {
    hangUp?.();
    hangUp = null;
    isHearing = false;
  }

  return {
    setWanted(isWanted) {
      if (isWanted === (hangUp !== null)) return;
      if (isWanted) open();
      else close();
    },
    isHearing: () => isHearing,
  };
}
