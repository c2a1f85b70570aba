import type { Checkpoint } from './checkpoint.ts';
import type { Outcome } from './timer.ts';

/** One session while it is replayed. Instants and spans are milliseconds. */
export interface ReplayedSession {
  id: string;
  /** The checkpoint that says what the session is: its start, or the first one known of it. */
  from: Checkpoint;
  state: Outcome;
  started_at: number;
  /** While running the instant it will end; once ended the instant it did; null while paused. */
  ends_at: number | null;
  left: number;
  total: number;
  /** Instant since which it has been running; meaningless in other states. */
  since: number;
  /** Time that it ran before `since`. */
  active: number;
  lead: string;
  last_act_at: number;
  unattended: number;
  /** The newest checkpoint that had an effect on it. */
  cause: Checkpoint;
  /** The act that ended it, if one did. */
  ended_by: string | null;
}

/** The one slot and the sessions that ran in it. Time must not go back from call to call. */
export function createReplayState() {
  const runs = new Map<string, ReplayedSession>();
  let holder: ReplayedSession | undefined;

  function stopClock(run: ReplayedSession, at: number): void {
    if (run.state !== 'running') return;
    run.active += at - run.since;
    run.left = Math.max(0, (run.ends_at ?? at) - at);
  }

  function end(run: ReplayedSession, at: number, state: Outcome, by: string | null): void {
    stopClock(run, at);
    run.state = state;
    run.ends_at = at;
    run.ended_by = by;
  }

  function setGoing(run: ReplayedSession, at: number, left: number, paused: boolean): void {
    run.left = left;
    run.total = Math.max(run.total, left);
    run.state = paused ? 'paused' : 'running';
    run.ends_at = paused ? null : at + left;
    run.since = at;
    run.ended_by = null;
  }

  function isOpen(run: ReplayedSession): boolean {
    return run.state === 'running' || run.state === 'paused';
  }

  return {
    holder: (): ReplayedSession | undefined => holder,
    find: (session: string): ReplayedSession | undefined => runs.get(session),
    runs: (): ReplayedSession[] => [...runs.values()],

    /** Completes what is running in the slot if its end has come by `at`. */
    completeUntil(at: number): void {
      if (holder?.state === 'running' && holder.ends_at !== null && holder.ends_at <= at) {
        end(holder, holder.ends_at, 'completed', null);
      }
    },

    /** Gives the slot to the checkpoint's session, with `left` to go; what was open in it is interrupted. */
    take(by: Checkpoint, at: number, { left, paused }: { left: number; paused: boolean }): void {
      const known = runs.get(by.session_id);
      if (holder && holder !== known && isOpen(holder)) end(holder, at, 'interrupted', by.id);
      if (known) stopClock(known, at);
      const isAutomatic = by.checkpoint_type === 'begin';
      const before = isAutomatic && holder && beginsAtEndOf(holder, by) ? holder : undefined;
      const run: ReplayedSession =
        known && known.state !== 'void'
          ? known
          : {
              ...fresh(by, at),
              lead: by.device_id,
              last_act_at: before?.last_act_at ?? at,
              unattended: isAutomatic ? (before?.unattended ?? 0) + 1 : 0,
            };
      run.cause = by;
      runs.set(run.id, run);
      setGoing(run, at, left, paused);
      holder = run;
    },

    pause(run: ReplayedSession, at: number): void {
      stopClock(run, at);
      run.state = 'paused';
      run.ends_at = null;
    },

    run(run: ReplayedSession, at: number): void {
      setGoing(run, at, run.left, false);
    },

    extend(run: ReplayedSession, by: number): void {
      run.total += by;
      if (run.ends_at === null) run.left += by;
      else run.ends_at += by;
    },

    end,

    /** Notes that a person acted on the session: that device now leads. */
    touch(by: Checkpoint, at: number): void {
      const run = runs.get(by.session_id);
      if (!run) return;
      run.lead = by.device_id;
      run.last_act_at = at;
      run.unattended = 0;
      run.cause = by;
    },

    /** Remembers an automatic phase that may not begin, so that history can take it back. */
    declareVoid(by: Checkpoint, at: number): void {
      if (!runs.has(by.session_id)) runs.set(by.session_id, { ...fresh(by, at), state: 'void' });
    },
  };
}

/** True where the phase begins at the very end of the one that it follows. */
export function beginsAtEndOf(before: ReplayedSession, begin: Checkpoint): boolean {
  const isOver = before.state === 'completed' || before.state === 'skipped';
  return isOver && before.id === begin.follows && before.ends_at === begin.timestamp;
}

function fresh(from: Checkpoint, at: number): ReplayedSession {
  return {
    id: from.session_id,
    from,
    state: 'running',
    started_at: at,
    ends_at: null,
    left: from.remaining_time,
    total: 0,
    since: at,
    active: 0,
    lead: from.device_id,
    last_act_at: at,
    unattended: 0,
    cause: from,
    ended_by: null,
  };
}
