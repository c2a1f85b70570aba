import type { Phase } from './checkpoint.ts';

/** What a screen shows of the timer at one instant. */
export interface View {
  /** `finished`: the phase in the slot has ended and the next one waits for its start. */
  state: 'idle' | 'running' | 'paused' | 'finished';
  /** The phase on show; when idle or finished, the one that a start would begin. */
  phase: Phase;
  /** Milliseconds left of it, 0 or more; when idle or finished, its whole length. */
  remaining: number;
  /** Its whole length in milliseconds, extensions included. */
  total: number;
  /** Which focus session of the cycle, from 1, of how many. */
  round: number;
  rounds: number;
  preset: string;
  task_id: string | null;
  /** The session in the slot, for commands that aim at it; null when idle. */
  session_id: string | null;
  /** Device of the newest human act on it; null when idle. */
  lead: string | null;
  /** The instant it ends or ended at; null when idle or paused. */
  ends_at: number | null;
  /** When finished: the phase that ended. */
  ended_phase: Phase | null;
}
