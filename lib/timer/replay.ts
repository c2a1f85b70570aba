import { confirmedSessions, droppedSessions } from './automatic-phases.ts';
import { actOf, type Act, type Checkpoint, type Interruption } from './checkpoint.ts';
import { phaseLength } from './cycle.ts';
import { replayOrder } from './replay-order.ts';
import { beginsAtEndOf, createReplayState, type ReplayedSession, type ReplayState } from './replay-state.ts';
import type { SessionRecord, Slot, Timer } from './timer.ts';

/**
 * Version of the rules below. A history row that newer rules wrote is left alone. Since version 2 a focus session that
 * had its whole time is completed, whatever ended it. Since version 3 the task of an open session can be changed. Since
 * version 4 interruptions are counted, and the start of an open session can be moved back.
 */
export const rulesVersion = 4;

/** The first version that lets the task of an open session be changed. */
const retaskRules = 3;

/** The first version that counts a focus session as completed that had its whole time. */
const earnedRules = 2;

/** The first version. A file that does not say which rules it knew gives way to every row that a replay has written. */
export const firstRules = 1;

export interface Replay {
  timer: Timer;
  /** Every session that the set names, in the order of their starts. */
  sessions: SessionRecord[];
  /** Ids of the checkpoints that had no effect, because the timer was no longer as their actors saw it. */
  ineffective: string[];
}

/**
 * Turns a set of checkpoints into the timer and the history, as if the person had done every act on one device.
 * Any order and any repetition of the same set gives the same answer. `now` is corrected time in milliseconds.
 */
export function replay(checkpoints: readonly Checkpoint[], now: number): Replay {
  const ordered = replayOrder(checkpoints);
  const verdicts = { confirmed: confirmedSessions(checkpoints), dropped: droppedSessions(checkpoints) };
  const state = createReplayState();
  const ineffective: string[] = [];
  let generation = 0;
  for (const { checkpoint, at } of ordered) {
    state.completeUntil(at);
    generation = Math.max(generation, checkpoint.generation);
    if (!apply(checkpoint, at, state, verdicts)) ineffective.push(checkpoint.id);
  }
  state.completeUntil(now);
  const holder = state.holder();
  return {
    timer: {
      slot: holder ? slotOf(holder, now) : null,
      newest_id: ordered.at(-1)?.checkpoint.id ?? null,
      generation,
    },
    sessions: state.sessions().map((session) => recordOf(session, now)),
    ineffective,
  };
}

/** What people have said about automatic phases, anywhere in the set: a later act can decide about an earlier phase. */
interface Verdicts {
  confirmed: ReadonlySet<string>;
  dropped: ReadonlySet<string>;
}

/** Applies one checkpoint; false when it has no effect. The table of acts in SPEC.md says what each one does. */
function apply(checkpoint: Checkpoint, at: number, state: ReplayState, verdicts: Verdicts): boolean {
  const known = state.find(checkpoint.session_id);
  const held = known !== undefined && known === state.holder() ? known : undefined;
  const open = held && (held.state === 'running' || held.state === 'paused') ? held : undefined;
  const asSeen = { remaining: checkpoint.remaining_time, isPaused: checkpoint.is_paused };
  switch (actOf(checkpoint) as Act) {
    case 'start':
      state.takeSlot(checkpoint, at, asSeen);
      return true;
    case 'begin':
      if (!mayBegin(checkpoint, state.holder(), verdicts)) {
        state.addVoid(checkpoint, at);
        return false;
      }
      state.takeSlot(checkpoint, at, asSeen);
      return true;
    case 'drop':
      return known?.state === 'void';
    case 'pause':
      if (open?.state !== 'running') return false;
      state.pause(open, at);
      break;
    case 'resume':
      if (open?.state === 'running') return false;
      if (open) state.resume(open, at);
      else reopen(checkpoint, at, known, state, false);
      break;
    case 'handoff':
      if (!open) reopen(checkpoint, at, known, state, checkpoint.is_paused);
      break;
    case 'extend':
      if (!open) return false;
      state.extend(open, checkpoint.added_time);
      break;
    case 'backdate':
      if (!open) return false;
      state.backdate(open, checkpoint.added_time, at);
      break;
    case 'retask':
      if (!open) return false;
      open.task_id = checkpoint.task_id;
      break;
    case 'internal':
    case 'external':
    case 'uncount': {
      const isCounted = countInterruption(checkpoint, known);
      // What arrives when the session is over counts as well, and changes nothing else.
      if (!open) return isCounted;
      break;
    }
    case 'stop':
      if (!open) return false;
      state.end(open, at, 'stopped', checkpoint.id);
      break;
    case 'skip':
      if (!open) return false;
      state.end(open, at, 'skipped', checkpoint.id);
      break;
    default:
      // A newer version of Baton made this act. We cannot know what it does, so what its actor saw has to do.
      if (!held) return false;
      state.takeSlot(checkpoint, at, asSeen);
  }
  state.markActedOn(checkpoint, at);
  return true;
}

/** False where nothing is counted: a break, an unknown session, or one that was taken back already. */
function countInterruption(checkpoint: Checkpoint, known: ReplayedSession | undefined): boolean {
  if (known?.opening.session_type !== 'work') return false;
  const kind = actOf(checkpoint);
  if (kind === 'internal' || kind === 'external') {
    known.interruptions ??= new Map();
    known.interruptions.set(checkpoint.id, kind);
    return true;
  }
  if (!known.interruptions?.get(checkpoint.parent_id ?? '')) return false;
  known.interruptions.set(checkpoint.parent_id ?? '', null);
  return true;
}

/** A person who confirmed the phase outranks the one who dropped it; without either, the clock decides. */
function mayBegin(
  checkpoint: Checkpoint,
  holder: ReplayedSession | undefined,
  { confirmed, dropped }: Verdicts,
): boolean {
  if (confirmed.has(checkpoint.session_id)) return true;
  if (dropped.has(checkpoint.session_id)) return false;
  return holder !== undefined && beginsAtEndOf(holder, checkpoint);
}

/**
 * A resume or handoff of a session that is not open in the slot takes the slot, as a start does. Neither the replay
 * nor the actor may add time, so the smaller remainder counts. Of a completed or unknown session only the actor
 * knows a remainder.
 */
function reopen(
  checkpoint: Checkpoint,
  at: number,
  known: ReplayedSession | undefined,
  state: ReplayState,
  isPaused: boolean,
): void {
  const seen = checkpoint.remaining_time;
  const hasRemainder = known !== undefined && known.state !== 'void' && known.state !== 'completed';
  const remaining = hasRemainder ? Math.min(known.remaining, seen) : seen;
  state.takeSlot(checkpoint, at, { remaining, isPaused });
}

function slotOf(session: ReplayedSession, now: number): Slot | null {
  if (session.state === 'interrupted' || session.state === 'void') return null;
  const { opening } = session;
  return {
    session_id: session.id,
    session_type: opening.session_type,
    task_id: session.task_id,
    round_number: opening.round_number,
    preset_type: opening.preset_type,
    plan: opening.plan,
    state: session.state,
    is_earned: isEarned(session, now),
    ends_at: session.ends_at,
    remaining_time: session.remaining,
    total_time: session.total,
    started_at: session.started_at,
    backdated: session.opened_at - session.started_at,
    free_from: session.free_from,
    lead: session.lead,
    last_act_at: session.last_act_at,
    unattended: session.unattended,
    cause_id: session.cause.id,
    cause_generation: session.cause.generation,
  };
}

function recordOf(session: ReplayedSession, now: number): SessionRecord {
  const isOpen = session.state === 'running' || session.state === 'paused';
  const { opening } = session;
  const completed = session.state === 'completed' || (!isOpen && isEarned(session, now));
  return {
    id: session.id,
    task_id: session.task_id,
    session_type: opening.session_type,
    round_number: opening.round_number,
    preset_type: opening.preset_type,
    started_at: session.started_at,
    ended_at: isOpen || session.state === 'void' ? null : session.ends_at,
    active_time: activeTime(session, now),
    outcome: session.state,
    completed,
    device_id: opening.device_id,
    lead: session.lead,
    ended_by: session.ended_by,
    ...(session.interruptions && { interruptions: countsOf(session.interruptions) }),
    rules: rulesOf(session, completed),
  };
}

function countsOf(interruptions: ReadonlyMap<string, Interruption | null>): Record<Interruption, number> {
  const all = [...interruptions.values()];
  const count = (kind: Interruption) => all.filter((one) => one === kind).length;
  return { internal: count('internal'), external: count('external') };
}

/** The first version of the rules that says the same of the session. */
function rulesOf(
  { state, task_id, opening, interruptions, has_moved }: ReplayedSession,
  completed: boolean,
): number {
  if (interruptions || has_moved) return rulesVersion;
  if (task_id !== opening.task_id) return retaskRules;
  return completed && state !== 'completed' ? earnedRules : firstRules;
}

function activeTime({ state, active_before, running_since }: ReplayedSession, now: number): number {
  return active_before + (state === 'running' ? Math.max(0, now - running_since) : 0);
}

/** Whether it is a focus session that has run for as long as its plan says. What extends it does not count. */
function isEarned(session: ReplayedSession, now: number): boolean {
  const { session_type, plan } = session.opening;
  return session_type === 'work' && activeTime(session, now) >= phaseLength(plan, 'work');
}
