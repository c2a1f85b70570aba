import type { Answer } from '../messages/answer.ts';

/** Keeps what was answered to a command, by its id, over the death of the worker. */
export interface AnswerStore {
  /** Undefined for a command that no worker has begun, null for one that none has answered. */
  read(id: string): Promise<Answer | null | undefined>;
  write(id: string, answer: Answer | null): Promise<void>;
}

/**
 * Carries out a command at most once, for those whose work is not in the ledger, and cannot be known by what is there.
 * Asked again, it gives the first answer. If a worker died over it nobody knows how far it came, and the person decides.
 */
export function createOnce({ read, write }: AnswerStore) {
  return async function once(id: string, work: () => Promise<Answer>): Promise<Answer> {
    const known = await read(id);
    if (known) return known;
    if (known === null) return { ok: false, reason: 'unexpected', detail: 'The background ended meanwhile.' };
    await write(id, null);
    const answer = await work();
    await write(id, answer);
    return answer;
  };
}
