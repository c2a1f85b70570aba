import { actOf, type Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder, type OrderedCheckpoint } from '../../timer/replay-order.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';

/** Says what the timer was when one of a set of checkpoints was made. */
export interface PastTimer {
  find(id: string | null): OrderedCheckpoint | undefined;
  /** The newest act that matches. */
  last(matches: (act: OrderedCheckpoint) => boolean): OrderedCheckpoint | undefined;
  /**
   * The slot right before the act, as the replay has it now. With `known`, as it was to those who knew only these acts.
   */
  slotBefore(act: OrderedCheckpoint, known?: (act: OrderedCheckpoint) => boolean): Slot | null;
  /** The slot that whoever made the act certainly knew: the replay of the act's chain of causes. */
  slotKnownTo(act: OrderedCheckpoint): Slot | null;
  /** Whether whoever made the act certainly knew the other one. */
  knew(act: OrderedCheckpoint, other: OrderedCheckpoint): boolean;
  /** The earlier act because of which this one had no effect. */
  whyIneffective(act: OrderedCheckpoint): OrderedCheckpoint | undefined;
  /** The act because of which one of this type would have no effect now. */
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

  function causesOf(act: OrderedCheckpoint): OrderedCheckpoint[] {
    const causes: OrderedCheckpoint[] = [];
    let next: OrderedCheckpoint | undefined = act;
    while (next) {
      const { parent_id, generation }: Checkpoint = next.checkpoint;
      const cause: OrderedCheckpoint | undefined = parent_id === null ? undefined : byId.get(parent_id);
      // Only in a forged chain has a cause a higher generation, or is the chain a loop.
      next = cause && cause.checkpoint.generation < generation ? cause : undefined;
      if (next) causes.push(next);
    }
    return causes;
  }

  /**
   * The act that ended the session. If the session is open, the newest act of the same type, such as an earlier pause.
   */
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
      ({ checkpoint }) =>
        checkpoint.session_id === session &&
        actOf(checkpoint) === type &&
        !ineffective.includes(checkpoint.id),
    );
  }

  return {
    find: (id) => (id === null ? undefined : byId.get(id)),
    last: (matches) => acts.findLast(matches),
    slotBefore: (act, known = () => true) => replayUpTo(act, before(act).filter(known)).timer.slot,

    slotKnownTo: (act) => replayUpTo(act, causesOf(act)).timer.slot,
    knew: (act, other) => causesOf(act).includes(other),

    whyIneffective(act) {
      const earlier = before(act);
      const { session_id } = act.checkpoint;
      return whatCameFirst(actOf(act.checkpoint), replayUpTo(act, [...earlier, act]), session_id, earlier);
    },

    whyRefused: (type, now, session) => whatCameFirst(type, now, session, acts),
  };
}

/** The slot of this session, paused at the instant when another one took it; null if none did. */
export function slotOfInterrupted(
  checkpoints: readonly Checkpoint[],
  record: SessionRecord | undefined,
): Slot | null {
  const end = record?.outcome === 'interrupted' ? slotBeforeEnd(checkpoints, record) : null;
  if (!end) return null;
  const { slot, at } = end;
  const remaining_time = slot.ends_at === null ? slot.remaining_time : slot.ends_at - at;
  return { ...slot, state: 'paused', ends_at: null, remaining_time };
}

/** Whether this session was paused when an act ended it. */
export function wasPausedBefore(
  checkpoints: readonly Checkpoint[],
  record: SessionRecord | undefined,
): boolean {
  return record !== undefined && slotBeforeEnd(checkpoints, record)?.slot.state === 'paused';
}

/** The slot of this session right before the act that ended it, and when that was. */
function slotBeforeEnd(
  checkpoints: readonly Checkpoint[],
  { id, ended_by }: SessionRecord,
): { slot: Slot; at: number } | null {
  const past = readPast(checkpoints);
  const by = past.find(ended_by);
  const slot = by ? past.slotBefore(by) : null;
  return by && slot?.session_id === id ? { slot, at: by.at } : null;
}
