import type { Act, Checkpoint } from './checkpoint.ts';
import { replayOrder } from './replay-order.ts';
import { createReplayState, beginsAtEndOf, type ReplayedSession } from './replay-state.ts';
import type { SessionRecord, Slot, Timer } from './timer.ts';
import { droppedSessions, confirmedSessions } from './automatic-phases.ts';

/** Version of the rules below. A history row that newer rules wrote is left alone. */
export const rulesVersion = 1;

export interface Replay {
  timer: Timer;
  /** Every session that the set names, in the order of their starts. */
  sessions: SessionRecord[];
  /** Ids of acts that came to nothing, because what they aimed at was no longer so. */
  ineffective: string[];
}

/**
 * Turns a set of checkpoints into the timer and the history, as if the person had done every act on one device.
 * Any order and any repetition of the same set gives the same answer. `now` is corrected time in milliseconds.
 */
export function replay(checkpoints: readonly Checkpoint[], now: number): Replay {
  const placed = replayOrder(checkpoints);
  const known = { touched: confirmedSessions(checkpoints), dropped: droppedSessions(checkpoints) };
  const slots = createReplayState();
  const ineffective: string[] = [];
  let generation = 0;
  for (const { checkpoint, at } of placed) {
    slots.completeUntil(at);
    generation = Math.max(generation, checkpoint.generation);
    if (!apply(checkpoint, at, slots, known)) ineffective.push(checkpoint.id);
  }
  slots.completeUntil(now);
  const holder = slots.holder();
  return {
    timer: {
      slot: holder ? slotOf(holder) : null,
      newest_id: placed.at(-1)?.checkpoint.id ?? null,
      generation,
    },
    sessions: slots.runs().map((run) => recordOf(run, now)),
    ineffective,
  };
}

type Slots = ReturnType<typeof createReplayState>;

/** Sessions that the whole set says something of, wherever in the order. */
interface Known {
  touched: ReadonlySet<string>;
  dropped: ReadonlySet<string>;
}

/** Lets one act happen; false when it has no effect. */
function apply(checkpoint: Checkpoint, at: number, slots: Slots, { touched, dropped }: Known): boolean {
  const known = slots.find(checkpoint.session_id);
  const held = known !== undefined && known === slots.holder() ? known : undefined;
  const open = held && (held.state === 'running' || held.state === 'paused') ? held : undefined;
  switch (checkpoint.checkpoint_type as Act) {
    case 'start':
      slots.take(checkpoint, at, { left: checkpoint.remaining_time, paused: checkpoint.is_paused });
      return true;
    case 'begin':
      if (!mayBegin(checkpoint, slots.holder(), { touched, dropped })) {
        slots.declareVoid(checkpoint, at);
        return false;
      }
      slots.take(checkpoint, at, { left: checkpoint.remaining_time, paused: checkpoint.is_paused });
      return true;
    case 'pause':
      if (open?.state !== 'running') return false;
      slots.pause(open, at);
      break;
    case 'resume':
      if (open?.state === 'running') return false;
      if (open) slots.run(open, at);
      else reopen(checkpoint, at, known, slots, false);
      break;
    case 'handoff':
      if (!open) reopen(checkpoint, at, known, slots, checkpoint.is_paused);
      break;
    case 'extend':
      if (!open) return false;
      slots.extend(open, checkpoint.added_time);
      break;
    case 'stop':
      if (!open) return false;
      slots.end(open, at, 'stopped', checkpoint.id);
      break;
    case 'skip':
      if (!open) return false;
      slots.end(open, at, 'skipped', checkpoint.id);
      break;
    case 'drop':
      return known?.state === 'void';
    default:
      // A newer version of Baton knows what this was; its own words about the outcome are the best there is.
      if (!held) return false;
      slots.take(checkpoint, at, { left: checkpoint.remaining_time, paused: checkpoint.is_paused });
  }
  slots.touch(checkpoint, at);
  return true;
}

/** An automatic phase follows only what was completed or skipped at just that instant, or what a person stood by. */
function mayBegin(
  checkpoint: Checkpoint,
  holder: ReplayedSession | undefined,
  { touched, dropped }: Known,
): boolean {
  if (touched.has(checkpoint.session_id)) return true;
  if (dropped.has(checkpoint.session_id)) return false;
  return holder !== undefined && beginsAtEndOf(holder, checkpoint);
}

/**
 * A resume or handoff of a session that does not hold the slot, or that has ended, takes the slot as a start does.
 * Neither the replay nor the actor may make time: the smaller remainder counts. Of a completed or unknown session
 * only the actor knows one.
 */
function reopen(
  checkpoint: Checkpoint,
  at: number,
  known: ReplayedSession | undefined,
  slots: Slots,
  paused: boolean,
): void {
  const isKnown = known !== undefined && known.state !== 'void' && known.state !== 'completed';
  const left = isKnown ? Math.min(known.left, checkpoint.remaining_time) : checkpoint.remaining_time;
  slots.take(checkpoint, at, { left, paused });
}

function slotOf(run: ReplayedSession): Slot | null {
  if (run.state === 'interrupted' || run.state === 'void') return null;
  const { from } = run;
  return {
    session_id: run.id,
    session_type: from.session_type,
    task_id: from.task_id,
    round_number: from.round_number,
    preset_type: from.preset_type,
    plan: from.plan,
    state: run.state,
    ends_at: run.ends_at,
    remaining_time: run.left,
    total_time: run.total,
    started_at: run.started_at,
    lead: run.lead,
    last_act_at: run.last_act_at,
    unattended: run.unattended,
    cause_id: run.cause.id,
    cause_generation: run.cause.generation,
  };
}

function recordOf(run: ReplayedSession, now: number): SessionRecord {
  const isOpen = run.state === 'running' || run.state === 'paused';
  const { from } = run;
  return {
    id: run.id,
    task_id: from.task_id,
    session_type: from.session_type,
    round_number: from.round_number,
    preset_type: from.preset_type,
    started_at: run.started_at,
    ended_at: isOpen || run.state === 'void' ? null : run.ends_at,
    active_time: run.active + (run.state === 'running' ? Math.max(0, now - run.since) : 0),
    outcome: run.state,
    device_id: from.device_id,
    ended_by: run.ended_by,
  };
}
