import type { Answer } from '../../lib/messages/answer.ts';
import type { FailedPress } from '../../lib/messages/failed-press.ts';

export interface FailedPressDeps {
  now(): number;
  read(): Promise<FailedPress | null>;
  write(missed: FailedPress | null): Promise<void>;
  /** Paints the toolbar with the mark, or without. */
  repaint(): Promise<void>;
}

/** Sees to it that a press which nobody can see fail is told: on the toolbar, and in the next popup. */
export function createFailedPresses({ now, read, write, repaint }: FailedPressDeps) {
  async function forget(): Promise<void> {
    if ((await read()) === null) return;
    await write(null);
    await repaint();
  }

  return {
    /** What the timer itself refuses would have come to nothing, and is told where another device had a part in it. */
    async answered(answer: Answer): Promise<void> {
      if (answer.ok) return forget();
      const { reason, detail } = answer;
      if (reason !== 'storage_full' && reason !== 'unexpected') return;
      await write({ reason, ...(detail !== undefined && { detail }), at: now() });
      await repaint();
    },
    /** Somebody has read it. */
    forget,
  };
}
