import type { Phase } from '../../timer/checkpoint.ts';

/** What to tell of one act of another device. Instants are corrected time, milliseconds. */
export type ConflictNotice = ReplacedNotice | LateNotice | RevisedNotice | RetaskedNotice;
export type ReplacedNotice = NoticeHead & Affected & Replaced;
export type LateNotice = NoticeHead & Affected & CameLate;
export type RevisedNotice = NoticeHead & Affected & Revised;
export type RetaskedNotice = NoticeHead & Affected & Retasked;

interface NoticeHead {
  /** The checkpoint of that act. */
  id: string;
  device: string;
  /** The kind of that act. It is `start` if the act was on another session, which replaced this one. */
  act: string;
  /** When that act counts as done. */
  at: number;
  told_at: number;
}

/** What the act did, and to which session. */
export type ConflictEffect = Affected & (Replaced | CameLate | Revised | Retasked);

interface Affected {
  session: string;
  phase: Phase;
}

/**
 * The session was replaced by one that was started without knowing of it, on the other device (`there`) or on this one
 * (`here`).
 */
interface Replaced {
  kind: 'there' | 'here';
  /** The checkpoint that replaced it, its instant, and the session that took its place. */
  by: string;
  replaced_at: number;
  successor: string;
  successor_phase: Phase;
  /** Whether a person had begun the replaced session. */
  canSwitch: boolean;
}

/** An act made here had no effect. */
interface CameLate {
  kind: 'late';
  mine: { type: string; at: number };
}

/** This screen had shown the session as ended. */
interface Revised {
  kind: 'revised';
  ended_at: number;
}

/** The session is for another task than the one that it was given here. */
interface Retasked {
  kind: 'retasked';
}
