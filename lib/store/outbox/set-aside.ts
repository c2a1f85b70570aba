import type { OutboxKey, WriteTransaction } from '../database.ts';
import { mergeRecorded } from '../merge.ts';
import { createMarker, readChange } from './outbox.ts';
import type { Session } from '../rows.ts';

/** Lets a refused row wait again, with what the server changed in it meanwhile. */
export async function retry(tx: WriteTransaction, [table, id]: OutboxKey): Promise<void> {
  const kept = await tx.objectStore('set_aside').get([table, id]);
  if (!kept) return;
  const marker = await createMarker(tx);
  const there = await readChange(tx, [table, id]);
  const change = there ? mergeRecorded(there, kept.change) : kept.change;
  await Promise.all([
    tx.objectStore(change.table).put(change.row),
    marker.mark([table, id], { skew: null, waiting: undefined }),
  ]);
  await marker.save();
}

/** Key of the local value with the history rows that a person has discarded: the replay would make them again. */
export const discardedSessionsKey = 'discarded-sessions';

/** Gives up a refused row. */
export async function discard(tx: WriteTransaction, [table, id]: OutboxKey): Promise<void> {
  const [state, notes] = [tx.objectStore('state'), tx.objectStore('notes')];
  const [stored, kept, before] = await Promise.all([
    state.get('cursor'),
    tx.objectStore('set_aside').get([table, id]),
    notes.get(discardedSessionsKey) as Promise<Session[] | undefined>,
  ]);
  const session = kept?.change.table === 'pomodoro_sessions' ? kept.change.row : null;
  const others = before?.filter((one) => one.id !== id) ?? [];
  await Promise.all([
    session && notes.put([...others, session], discardedSessionsKey),
    tx.objectStore('set_aside').delete([table, id]),
    tx.objectStore('outbox').delete([table, id]),
    tx.objectStore(table).delete(id),
    // Only the server has the row as it was before the refused edit, so everything is pulled again.
    typeof stored === 'object' ? state.put({ ...stored, cursor: 0 }, 'cursor') : undefined,
  ]);
}
