import type { Checkpoint, Interruption } from './checkpoint.ts';
import type { Outcome } from './timer.ts';

/** One session while the checkpoints are replayed. Instants and spans are milliseconds. */
export interface ReplayedSession {
  id: string;
  /** The checkpoint that says what the session is: its start, or the first one known of it. */
  opening: Checkpoint;
  state: Outcome;
  /** What it is for: the opening says so, until somebody changes it. */
  task_id: string | null;
  /** By the act that counts each; null for one that was taken back. Missing where none was ever counted. */
  interruptions?: Map<string, Interruption | null>;
  started_at: number;
  /** When it first took the slot. */
  opened_at: number;
  /** When the session before it was over; null where none is known. */
  free_from: number | null;
  /** Whether earlier versions of the rules may have it end at another instant. */
  has_moved: boolean;
  /** While it runs, when it will end; once it has ended, when it did; null while paused. */
  ends_at: number | null;
  remaining: number;
  total: number;
  /** When it last began to run; meaningless unless it runs. */
  running_since: number;
  /** How long it had run before `running_since`. */
  active_before: number;
  lead: string;
  last_act_at: number;
  unattended: number;
  /** The newest checkpoint that had an effect on it. */
  cause: Checkpoint;
  /** The act that ended it, if one did. */
  ended_by: string | null;
}

/** The one slot, and all sessions that were ever in it. Calls must come in the order of their instants. */
export interface ReplayState {
  /** The session that took the slot last. */
  holder(): ReplayedSession | undefined;
  find(session: string): ReplayedSession | undefined;
  /** All sessions, in the order in which they first appeared. */
  sessions(): ReplayedSession[];
  /** Completes the session in the slot if its end has come by `at`. */
  completeUntil(at: number): void;
  /** Gives the slot to the checkpoint's session. If another one was running or paused in it, that is interrupted. */
  takeSlot(by: Checkpoint, at: number, as: { remaining: number; isPaused: boolean }): void;
  pause(session: ReplayedSession, at: number): void;
  resume(session: ReplayedSession, at: number): void;
  extend(session: ReplayedSession, by: number): void;
  /**
   * Moves the start to so long before the first one, and with it the end: no further than nothing else was there, and
   * not so far that it would be over before `at`.
   */
  backdate(session: ReplayedSession, by: number, at: number): void;
  end(session: ReplayedSession, at: number, outcome: Outcome, by: string | null): void;
  /** Notes that a person acted on the checkpoint's session: that person's device leads from now on. */
  markActedOn(by: Checkpoint, at: number): void;
  /** Keeps an automatic phase that may not begin, so that a history row written for it can be corrected. */
  addVoid(by: Checkpoint, at: number): void;
}

export function createReplayState(): ReplayState {
  const sessions = new Map<string, ReplayedSession>();
  let holder: ReplayedSession | undefined;

  return {
    holder: () => holder,
    find: (session) => sessions.get(session),
    sessions: () => [...sessions.values()],

    completeUntil(at) {
      if (holder?.state === 'running' && holder.ends_at !== null && holder.ends_at <= at) {
        end(holder, holder.ends_at, 'completed', null);
      }
    },

    takeSlot(by, at, { remaining, isPaused }) {
      const known = sessions.get(by.session_id);
      if (holder && holder !== known && isOpen(holder)) end(holder, at, 'interrupted', by.id);
      if (known) stopClock(known, at);
      const session = known && known.state !== 'void' ? known : openSession(by, at, holder);
      session.cause = by;
      sessions.set(session.id, session);
      setOpen(session, at, remaining, isPaused);
      holder = session;
    },

    pause(session, at) {
      stopClock(session, at);
      session.state = 'paused';
      session.ends_at = null;
    },

    resume(session, at) {
      setOpen(session, at, session.remaining, false);
    },

    extend(session, by) {
      session.total += by;
      if (session.ends_at === null) session.remaining += by;
      else session.ends_at += by;
    },

    backdate(session, by, at) {
      const wanted = Math.max(session.opened_at - by, session.free_from ?? -Infinity);
      const left = session.ends_at === null ? session.remaining : session.ends_at - at;
      const earlier = Math.min(session.started_at - wanted, left);
      session.started_at -= earlier;
      session.active_before += earlier;
      if (session.ends_at === null) session.remaining -= earlier;
      else session.ends_at -= earlier;
      session.has_moved = true;
    },

    end,

    markActedOn(by, at) {
      const session = sessions.get(by.session_id);
      if (!session) return;
      session.lead = by.device_id;
      session.last_act_at = at;
      session.unattended = 0;
      session.cause = by;
    },

    addVoid(by, at) {
      if (!sessions.has(by.session_id)) sessions.set(by.session_id, { ...newSession(by, at), state: 'void' });
    },
  };
}

/** Whether the phase begins at the very instant at which the session that it follows ended. */
export function beginsAtEndOf(before: ReplayedSession, begin: Checkpoint): boolean {
  const isOver = before.state === 'completed' || before.state === 'skipped';
  return isOver && before.id === begin.follows && before.ends_at === begin.timestamp;
}

/** A phase that begins by itself goes on counting from the one before: no person has acted in between. */
function openSession(by: Checkpoint, at: number, holder: ReplayedSession | undefined): ReplayedSession {
  const session = { ...newSession(by, at), free_from: holder?.ends_at ?? null };
  if (by.checkpoint_type !== 'begin') return session;
  if (!holder || !beginsAtEndOf(holder, by)) return { ...session, unattended: 1 };
  const { last_act_at, unattended, has_moved } = holder;
  return { ...session, last_act_at, unattended: unattended + 1, has_moved };
}

function newSession(by: Checkpoint, at: number): ReplayedSession {
  return {
    id: by.session_id,
    opening: by,
    state: 'running',
    task_id: by.task_id,
    started_at: at,
    opened_at: at,
    free_from: null,
    has_moved: false,
    ends_at: null,
    remaining: by.remaining_time,
    total: 0,
    running_since: at,
    active_before: 0,
    lead: by.device_id,
    last_act_at: at,
    unattended: 0,
    cause: by,
    ended_by: null,
  };
}

function isOpen(session: ReplayedSession): boolean {
  return session.state === 'running' || session.state === 'paused';
}

function setOpen(session: ReplayedSession, at: number, remaining: number, isPaused: boolean): void {
  session.remaining = remaining;
  session.total = Math.max(session.total, remaining);
  session.state = isPaused ? 'paused' : 'running';
  session.ends_at = isPaused ? null : at + remaining;
  session.running_since = at;
  session.ended_by = null;
}

function stopClock(session: ReplayedSession, at: number): void {
  if (session.state !== 'running') return;
  session.active_before += at - session.running_since;
  session.remaining = Math.max(0, (session.ends_at ?? at) - at);
}

function end(session: ReplayedSession, at: number, outcome: Outcome, by: string | null): void {
  stopClock(session, at);
  session.state = outcome;
  session.ends_at = at;
  session.ended_by = by;
}
