import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder, type OrderedCheckpoint } from '../../timer/replay-order.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';

export type PastTimer = ReturnType<typeof readPast>;

/** Says of a set of checkpoints how things stood when one of its acts was made. */
export function readPast(checkpoints: readonly Checkpoint[]) {
  const placed = replayOrder(checkpoints);
  const byId = new Map(placed.map((one) => [one.checkpoint.id, one]));

  const upTo = ({ at }: OrderedCheckpoint, acts: readonly OrderedCheckpoint[]): Replay =>
    replay(
      acts.map(({ checkpoint }) => checkpoint),
      at,
    );

  /** What ended the session or, where it goes on, did the same as this would: paused or resumed it. */
  function forestalling(
    type: string,
    { sessions, ineffective }: Pick<Replay, 'sessions' | 'ineffective'>,
    session: string,
    among: readonly OrderedCheckpoint[],
  ): OrderedCheckpoint | undefined {
    const record = sessions.find(({ id }) => id === session);
    if (record?.ended_by) return byId.get(record.ended_by);
    if (record?.ended_at !== null) return undefined;
    return among.findLast(
      ({ checkpoint: { id, session_id, checkpoint_type } }) =>
        session_id === session && checkpoint_type === type && !ineffective.includes(id),
    );
  }

  const before = (act: OrderedCheckpoint): OrderedCheckpoint[] => placed.slice(0, placed.indexOf(act));

  return {
    find: (id: string | null): OrderedCheckpoint | undefined => (id === null ? undefined : byId.get(id)),

    /** The newest act of which that is so. */
    last: (is: (act: OrderedCheckpoint) => boolean): OrderedCheckpoint | undefined => placed.findLast(is),

    /** The timer right before the act: as it is known by now, or as it was to those who knew `known` only. */
    slotBefore: (
      act: OrderedCheckpoint,
      known: (act: OrderedCheckpoint) => boolean = () => true,
    ): Slot | null => upTo(act, before(act).filter(known)).timer.slot,

    /** The timer as far as the act proves that whoever made it knew it: what it came from, and no more. */
    slotSeenBy(act: OrderedCheckpoint): Slot | null {
      const causes: OrderedCheckpoint[] = [];
      let next: OrderedCheckpoint | undefined = act;
      while (next) {
        const { parent_id, generation }: Checkpoint = next.checkpoint;
        const cause: OrderedCheckpoint | undefined = parent_id === null ? undefined : byId.get(parent_id);
        // Only forged chains climb, or close to a ring.
        next = cause && cause.checkpoint.generation < generation ? cause : undefined;
        if (next) causes.push(next);
      }
      return upTo(act, causes).timer.slot;
    },

    /** The earlier act because of which this one came to nothing. */
    forestalled(act: OrderedCheckpoint): OrderedCheckpoint | undefined {
      const past = before(act);
      return forestalling(
        act.checkpoint.checkpoint_type,
        upTo(act, [...past, act]),
        act.checkpoint.session_id,
        past,
      );
    },

    /** The act because of which one of this type would come to nothing now. */
    inTheWay: (type: string, now: Pick<Replay, 'sessions' | 'ineffective'>, session: string) =>
      forestalling(type, now, session, placed),
  };
}

/** The slot as it was when something else took it from this session, standing still; null if nothing did. */
export function slotOfInterrupted(
  checkpoints: readonly Checkpoint[],
  record: SessionRecord | undefined,
): Slot | null {
  if (record?.outcome !== 'interrupted') return null;
  const past = readPast(checkpoints);
  const by = past.find(record.ended_by);
  const slot = by ? past.slotBefore(by) : null;
  if (!by || slot?.session_id !== record.id) return null;
  const remaining_time = slot.ends_at === null ? slot.remaining_time : slot.ends_at - by.at;
  return { ...slot, state: 'paused', ends_at: null, remaining_time };
}
