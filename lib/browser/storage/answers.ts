import type { Answer } from '../../messages/answer.ts';
import { nativeExtension } from '../native.ts';

const keyOf = (id: string): string => `answer ${id}`;

/**
 * What was answered to commands, by their ids. The browser keeps it in memory: it outlives the worker, and is gone when
 * the browser ends, as are the pages that asked.
 */
export async function readAnswer(id: string): Promise<Answer | null | undefined> {
  const stored = await nativeExtension().storage.session.get(keyOf(id));
  return stored[keyOf(id)] as Answer | null | undefined;
}

export async function writeAnswer(id: string, answer: Answer | null): Promise<void> {
  await nativeExtension().storage.session.set({ [keyOf(id)]: answer });
}
