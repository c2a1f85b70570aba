import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder, type OrderedCheckpoint } from '../../timer/replay-order.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';

/** The timer as it was when one of a set of checkpoints was made. */
export interface PastTimer {
  find(id: string | null): OrderedCheckpoint | undefined;
  /** The newest act of which that is so. */
  last(is: (act: OrderedCheckpoint) => boolean): OrderedCheckpoint | undefined;
  /** The slot right before the act: as it is known by now, or as it was to those who knew the `known` acts only. */
  slotBefore(act: OrderedCheckpoint, known?: (act: OrderedCheckpoint) => boolean): Slot | null;
  /** The slot as far as the act proves that whoever made it knew it: from its chain of causes, and no more. */
  slotKnownTo(act: OrderedCheckpoint): Slot | null;
  /** The earlier act because of which this one came to nothing. */
  whyVain(act: OrderedCheckpoint): OrderedCheckpoint | undefined;
  /** The act because of which one of this type would come to nothing now. */
  whyRefused(type: string, now: ReplayedActs, session: string): OrderedCheckpoint | undefined;
}

type ReplayedActs = Pick<Replay, 'sessions' | 'ineffective'>;

export function readPast(checkpoints: readonly Checkpoint[]): PastTimer {
  const acts = replayOrder(checkpoints);
  const byId = new Map(acts.map((act) => [act.checkpoint.id, act]));

  const replayUpTo = ({ at }: OrderedCheckpoint, set: readonly OrderedCheckpoint[]): Replay =>
    replay(
      set.map(({ checkpoint }) => checkpoint),
      at,
    );

  const before = (act: OrderedCheckpoint): OrderedCheckpoint[] => acts.slice(0, acts.indexOf(act));

  /** What ended the session or, where it goes on, did the same as this type of act would: paused or resumed it. */
  function whatCameFirst(
    type: string,
    { sessions, ineffective }: ReplayedActs,
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

  return {
    find: (id) => (id === null ? undefined : byId.get(id)),
    last: (is) => acts.findLast(is),
    slotBefore: (act, known = () => true) => replayUpTo(act, before(act).filter(known)).timer.slot,

    slotKnownTo(act) {
      const causes: OrderedCheckpoint[] = [];
      let next: OrderedCheckpoint | undefined = act;
      while (next) {
        const { parent_id, generation }: Checkpoint = next.checkpoint;
        const cause: OrderedCheckpoint | undefined = parent_id === null ? undefined : byId.get(parent_id);
        // Only forged chains climb, or close to a loop.
        next = cause && cause.checkpoint.generation < generation ? cause : undefined;
        if (next) causes.push(next);
      }
      return replayUpTo(act, causes).timer.slot;
    },

    whyVain(act) {
      const { checkpoint_type, session_id } = act.checkpoint;
      const earlier = before(act);
      return whatCameFirst(checkpoint_type, replayUpTo(act, [...earlier, act]), session_id, earlier);
    },

    whyRefused: (type, now, session) => whatCameFirst(type, now, session, acts),
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
