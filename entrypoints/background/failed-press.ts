import type { Answer } from '../../lib/messages/command.ts';
import type { Missed } from '../../lib/messages/failed-press.ts';

export interface MissedDeps {
  now(): number;
  read(): Promise<Missed | null>;
  write(missed: Missed | null): Promise<void>;
  /** Paints the toolbar with the mark, or without. */
  repaint(): Promise<void>;
}

/** Sees to it that a press which nobody can see fail is told: on the toolbar, and in the next popup. */
export function createMissed({ now, read, write, repaint }: MissedDeps) {
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
