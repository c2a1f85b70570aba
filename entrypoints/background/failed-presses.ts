import type { Answer } from '../../lib/messages/answer.ts';
import type { FailedPress } from '../../lib/messages/failed-press.ts';

export interface FailedPressDeps {
  now(): number;
  read(): Promise<FailedPress | null>;
  write(press: FailedPress | null): Promise<void>;
  /** Paints the toolbar with the mark, or without. */
  repaint(): Promise<void>;
}

/** Sees to it that a press which nobody can see fail is told: on the toolbar, and in the next popup. */
export interface FailedPresses {
  /** Takes in the answer to a press. What the timer itself refuses is no failure. */
  answered(answer: Answer): Promise<void>;
  /** Somebody has read it. */
  forget(): Promise<void>;
}

export function createFailedPresses({ now, read, write, repaint }: FailedPressDeps): FailedPresses {
  async function forget(): Promise<void> {
    if ((await read()) === null) return;
    await write(null);
    await repaint();
  }

  return {
    async answered(answer) {
      if (answer.ok) return forget();
      const { reason, detail } = answer;
      if (reason !== 'storage_full' && reason !== 'unexpected') return;
      await write({ reason, ...(detail !== undefined && { detail }), at: now() });
      await repaint();
    },
    forget,
  };
}
