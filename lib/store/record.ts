import type { OutboxEntry, WriteTransaction } from './database.ts';
import { forEachChange } from './for-each-change.ts';
import { mergeRecorded } from './merge.ts';
import { createMarker, keyOf } from './outbox/outbox.ts';
import { forgetPackedHistory } from './packed-history.ts';
import { createRowLookup } from './row-lookup.ts';
import type { Change } from './rows.ts';

/** Writes rows made here, each with its mark. `skew` is the offset of a clock that is not trusted, else null. */
export async function record(
  tx: WriteTransaction,
  changes: readonly Change[],
  skew: number | null,
): Promise<void> {
  const marker = await createMarker(tx);
  const lookup = await createRowLookup(tx, changes);
  await forEachChange(changes, async (made) => {
    const [there, before] = await Promise.all([lookup.row(made), lookup.entry(made)]);
    const isAct = made.table === 'pomodoro_checkpoints';
    // The server has this checkpoint, and its copy is final: a second one with the same id is the same act.
    if (isAct && there && !before) return;
    const change = there ? mergeRecorded(there, made) : made;
    const waiting = skew === null ? before : withSkews(before, change, there, skew);
    const [, entry] = await Promise.all([
      tx.objectStore(change.table).put(change.row),
      marker.mark(keyOf(made), { skew: isAct ? skew : null, waiting }),
    ]);
    lookup.update(change, entry);
  });
  await marker.save();
  await forgetPackedHistory(tx, changes);
}

/** The outbox entry, with the skew of each field that this change edits. */
function withSkews(
  entry: OutboxEntry | undefined,
  change: Change,
  there: Change | undefined,
  skew: number,
): Pick<Partial<OutboxEntry>, 'turn' | 'skews'> | undefined {
  const before = (there && 'edited' in there.row && there.row.edited) || {};
  const now = 'edited' in change.row ? Object.entries(change.row.edited ?? {}) : [];
  const editedNow = now
    .filter(([field, at]) => at !== before[field])
    .map(([field, at]) => [field, { at, skew }] as const);
  if (editedNow.length === 0) return entry;
  return { ...entry, skews: { ...entry?.skews, ...Object.fromEntries(editedNow) } };
}
