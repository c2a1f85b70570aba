import type { Answer } from '../../lib/messages/answer.ts';
import type { FailedPress } from '../../lib/messages/failed-press.ts';

export interface FailedPressDeps {
  now(): number;
  read(): Promise<FailedPress | null>;
  write(press: FailedPress | null): Promise<void>;
  /** Paints the toolbar with the mark, or without it. */
  repaint(): Promise<void>;
}

/** Makes sure that the person learns of a press that failed without a screen: on the toolbar, and in the next popup. */
export interface FailedPresses {
  /** Takes in the answer to a press. What the timer itself refuses is no failure. */
  answered(answer: Answer): Promise<void>;
  /** The person has read it. */
  forget(): Promise<void>;
}

const failures: readonly string[] = [
  'storage_full',
  'no_store',
  'newer_store',
  'unexpected',
] satisfies FailedPress['reason'][];

const isFailure = (reason: string): reason is FailedPress['reason'] => failures.includes(reason);

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
      if (!isFailure(reason)) return;
      await write({ reason, ...(detail !== undefined && { detail }), at: now() });
      await repaint();
    },
    forget,
  };
}
