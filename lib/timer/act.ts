import { presetOfAct, type Checkpoint, type HumanAct, type Interruption, type Phase } from './checkpoint.ts';
import { phaseLength, nextStart, type NextStart } from './cycle.ts';
import type { Settings } from './settings.ts';
import type { Slot, Timer } from './timer.ts';

/** What a person asks of the timer. `session` is the one that the person saw on the screen. */
export type TimerCommand =
  /** `session` is the open one whose place it takes. Without it the person saw none. */
  | { type: 'start'; phase?: Phase; session?: string }
  | { type: 'pause' | 'resume' | 'skip' | 'stop' | 'handoff'; session: string }
  /** Takes back the stop or skip of `session`, which was paused before it or ran. */
  | { type: 'reopen'; session: string; isPaused: boolean }
  /** Takes back `session`, which began by itself, and all that began by itself after it. */
  | { type: 'drop'; session: string }
  /** Gives the focus session another task, or none. */
  | { type: 'retask'; session: string; task: string | null }
  /** The focus session was interrupted. */
  | { type: Interruption; session: string }
  /** Takes back the interruption that this act counted, also after the end. */
  | { type: 'uncount'; session: string; counted: string }
  /** The focus session began at this instant, and not when somebody pressed Start. */
  | { type: 'backdate'; session: string; start: number }
  /** `by` in milliseconds. */
  | { type: 'extend'; session: string; by: number };

/** Who acts, and when; and the new ids that the act may need. */
export interface Actor {
  /** Corrected time, milliseconds. */
  now: number;
  device: string;
  /** A new id for the checkpoint. */
  id: string;
  /** A new id for the session, if the act makes one. */
  session: string;
  /** When this device's user was last active, or null where that is not known. */
  lastActive: number | null;
}

export type ActRefusal =
  | 'already_ended'
  | 'already_paused'
  | 'already_running'
  | 'nothing_runs'
  | 'another_session'
  | 'start_taken'
  | 'start_too_early'
  | 'bad_duration';

export type ActResult = { ok: true; checkpoint: Checkpoint } | { ok: false; reason: ActRefusal };

/** A phase can be extended to at most this length (milliseconds). */
export const longestPhase = 180 * 60_000;

/**
 * Turns a command into the checkpoint that records it, or says why it would have no effect. `timer` is what the
 * replay says at `actor.now`.
 */
export function act(command: TimerCommand, timer: Timer, settings: Settings, actor: Actor): ActResult {
  const slot = timer.slot;
  if (command.type === 'start') {
    const refusal = refusalOfStart(command.session, slot);
    if (refusal) return { ok: false, reason: refusal };
    return { ok: true, checkpoint: startCheckpoint(command.phase, timer, settings, actor) };
  }
  if (slot === null) return { ok: false, reason: 'nothing_runs' };
  if (command.type === 'drop') return drop(command.session, slot, timer, actor);
  if (slot.session_id !== command.session) return { ok: false, reason: 'another_session' };
  if (command.type === 'reopen') return reopen(command.isPaused, slot, timer, actor);
  if (command.type === 'uncount') return uncount(command.counted, slot, timer, actor);
  const refusal = refusalOf(command.type, slot);
  if (refusal) return { ok: false, reason: refusal };
  if (command.type === 'extend') return extend(command.by, slot, timer, actor);
  if (ofFocus.has(command.type) && slot.session_type !== 'work') {
    return { ok: false, reason: 'another_session' };
  }
  if (command.type === 'retask') return retask(command.task, slot, timer, actor);
  if (command.type === 'internal' || command.type === 'external') {
    return { ok: true, checkpoint: byNothing(command.type, slot, timer, actor) };
  }
  if (command.type === 'backdate') return backdate(command.start, slot, timer, actor);
  return { ok: true, checkpoint: checkpointOf(command.type, slot, timer, actor) };
}

/** What can be said of a focus session only. */
const ofFocus: ReadonlySet<HumanAct> = new Set(['retask', 'internal', 'external', 'backdate']);

/** `actOf` tells why these are recorded as an extension. */
function byNothing(type: keyof typeof presetOfAct, slot: Slot, timer: Timer, actor: Actor): Checkpoint {
  return { ...checkpointOf('extend', slot, timer, actor), preset_type: presetOfAct[type] };
}

function uncount(counted: string, slot: Slot, timer: Timer, actor: Actor): ActResult {
  return { ok: true, checkpoint: { ...byNothing('uncount', slot, timer, actor), parent_id: counted } };
}

function refusalOf(type: Exclude<HumanAct, 'start' | 'drop'>, slot: Slot): ActRefusal | null {
  const isOpen = slot.state === 'running' || slot.state === 'paused';
  if (type === 'resume') {
    if (slot.state === 'running') return 'already_running';
    // A screen that is not up to date may still offer it, but there is nothing left to resume.
    return slot.state === 'completed' ? 'already_ended' : null;
  }
  // Five more minutes can also be added after the end.
  if (type === 'extend') return isOpen || slot.state === 'completed' ? null : 'already_ended';
  if (!isOpen) return 'already_ended';
  return type === 'pause' && slot.state === 'paused' ? 'already_paused' : null;
}

/** A screen on which the open session is missing offers a start. It must not end what the person did not see. */
function refusalOfStart(seen: string | undefined, slot: Slot | null): ActRefusal | null {
  if (slot === null || slot.session_id === seen) return null;
  if (slot.state === 'running') return 'already_running';
  return slot.state === 'paused' ? 'already_paused' : null;
}

function startCheckpoint(
  wanted: Phase | undefined,
  timer: Timer,
  settings: Settings,
  actor: Actor,
): Checkpoint {
  const next = nextStart(timer, settings, actor.now, wanted);
  return {
    ...signatureOf(timer, actor),
    session_id: actor.session,
    follows: next.follows,
    checkpoint_type: 'start',
    session_type: next.phase,
    task_id: next.phase === 'work' ? settings.current_task : taskBefore(next, timer),
    round_number: next.round,
    preset_type: next.preset,
    plan: next.plan,
    remaining_time: phaseLength(next.plan, next.phase),
    added_time: 0,
    is_paused: false,
  };
}

/** A break belongs to the task that was worked on before it. */
function taskBefore({ follows }: NextStart, { slot }: Timer): string | null {
  return follows === null ? null : (slot?.task_id ?? null);
}

/** Acts after which a paused session is still paused. */
const asItIs: ReadonlySet<HumanAct> = new Set(['handoff', 'extend', 'backdate']);

function checkpointOf(type: HumanAct, slot: Slot, timer: Timer, actor: Actor): Checkpoint {
  return {
    ...signatureOf(timer, actor),
    session_id: slot.session_id,
    follows: null,
    checkpoint_type: type,
    session_type: slot.session_type,
    task_id: slot.task_id,
    round_number: slot.round_number,
    preset_type: slot.preset_type,
    plan: slot.plan,
    remaining_time: remainingOf(slot, actor.now),
    added_time: 0,
    is_paused: type === 'pause' || (asItIs.has(type) && slot.state === 'paused'),
  };
}

/** An extension of a phase that has ended reopens it: it becomes a resume with just that much left. */
function extend(by: number, slot: Slot, timer: Timer, actor: Actor): ActResult {
  if (!(by > 0) || slot.total_time + by > longestPhase) return { ok: false, reason: 'bad_duration' };
  if (slot.state === 'completed') {
    return { ok: true, checkpoint: { ...checkpointOf('resume', slot, timer, actor), remaining_time: by } };
  }
  const checkpoint = checkpointOf('extend', slot, timer, actor);
  return {
    ok: true,
    checkpoint: {
      ...checkpoint,
      remaining_time: checkpoint.remaining_time + by,
      added_time: by,
    },
  };
}

/** The whole session is for the new task. `actOf` tells why this is recorded as an extension. */
function retask(task: string | null, slot: Slot, timer: Timer, actor: Actor): ActResult {
  const checkpoint = checkpointOf('extend', slot, timer, actor);
  return { ok: true, checkpoint: { ...checkpoint, task_id: task } };
}

/** Versions that do not know a `backdate` take from it what is left (TIMER-10). */
function backdate(start: number, slot: Slot, timer: Timer, actor: Actor): ActResult {
  const earlier = slot.started_at - start;
  const checkpoint = checkpointOf('backdate', slot, timer, actor);
  const remaining_time = checkpoint.remaining_time - earlier;
  if (slot.free_from !== null && start < slot.free_from) return { ok: false, reason: 'start_taken' };
  // An end in the past would be one that no screen has shown.
  if (!(remaining_time > 0)) return { ok: false, reason: 'start_too_early' };
  const added_time = Math.max(0, slot.backdated + earlier);
  return { ok: true, checkpoint: { ...checkpoint, remaining_time, added_time } };
}

/**
 * What takes a session up again as it was: a resume if it ran, and a handoff, which leaves it paused, if it was paused.
 * Every version knows these, and every server takes them.
 */
function reopen(isPaused: boolean, slot: Slot, timer: Timer, actor: Actor): ActResult {
  const refusal = refusalOf('resume', slot);
  if (refusal) return { ok: false, reason: refusal };
  if (slot.state === 'paused') return { ok: false, reason: 'already_paused' };
  const left: Slot = { ...slot, state: 'paused' };
  return { ok: true, checkpoint: checkpointOf(isPaused ? 'handoff' : 'resume', left, timer, actor) };
}

/** After an act of a person the phase in the slot is no longer one that went on by itself. */
function drop(session: string, slot: Slot, timer: Timer, actor: Actor): ActResult {
  if (slot.unattended === 0) return { ok: false, reason: 'another_session' };
  return { ok: true, checkpoint: { ...checkpointOf('drop', slot, timer, actor), session_id: session } };
}

function remainingOf(slot: Slot, now: number): number {
  if (slot.state !== 'running' || slot.ends_at === null) return slot.remaining_time;
  return Math.max(0, Math.min(slot.total_time, slot.ends_at - now));
}

/** The part of a checkpoint that is the same for every act: who made it, when, and after what. */
function signatureOf(
  timer: Timer,
  actor: Actor,
): Pick<Checkpoint, 'id' | 'parent_id' | 'device_id' | 'timestamp' | 'generation' | 'last_active'> {
  return {
    id: actor.id,
    parent_id: timer.newest_id,
    device_id: actor.device,
    timestamp: actor.now,
    generation: timer.generation + 1,
    last_active: actor.lastActive,
  };
}
