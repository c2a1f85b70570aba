import type { WriteTransaction } from './database.ts';
import { editTime } from './edit-time.ts';
import { createMarker } from './outbox/outbox.ts';

/**
 * Lets everything be pulled once more. Tags that were kept here while the server had no place for them wait again, or
 * the server's rows, which have none, would replace them.
 */
export async function readAgain(tx: WriteTransaction): Promise<void> {
  const state = tx.objectStore('state');
  const stored = await state.get('cursor');
  if (typeof stored !== 'object') return;
  await state.put({ ...stored, cursor: 0 }, 'cursor');
  const tasks = await tx.objectStore('tasks').getAll();
  const tagged = tasks.filter(({ tags, edited }) => tags !== undefined && editTime(edited, 'tags') > 0);
  const marker = await createMarker(tx);
  for (const { id } of tagged) {
    const [isAside, waiting] = await Promise.all([
      tx.objectStore('set_aside').count(['tasks', id]),
      tx.objectStore('outbox').get(['tasks', id]),
    ]);
    if (isAside === 0 && !waiting) await marker.mark(['tasks', id], { skew: null, waiting: undefined });
  }
  await marker.save();
}
