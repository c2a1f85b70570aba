import type { Phase } from '../../timer/checkpoint.ts';

/** What is to be told of one act of another device. Instants are corrected time, milliseconds. */
export type ConflictNotice = ReplacedNotice | LateNotice | RevisedNotice;
export type ReplacedNotice = NoticeHead & Matter & Replaced;
export type LateNotice = NoticeHead & Matter & CameLate;
export type RevisedNotice = NoticeHead & Matter & Revised;

interface NoticeHead {
  /** The checkpoint of that act. */
  id: string;
  device: string;
  /** Its kind; `start` where it was about another session, which took the place of this one. */
  act: string;
  /** When it counts as done. */
  at: number;
  told_at: number;
}

/** What it did, and to which session. */
export type ConflictMatter = Matter & (Replaced | CameLate | Revised);

interface Matter {
  session: string;
  phase: Phase;
}

/** The session was replaced by one that was started apart from it: there, or here. */
interface Replaced {
  kind: 'there' | 'here';
  /** The checkpoint that replaced it, its instant, and what took the place. */
  by: string;
  replaced_at: number;
  successor: string;
  successor_phase: Phase;
  /** Whether a person had begun what was replaced. */
  canSwitch: boolean;
}

/** An act made here came to nothing. */
interface CameLate {
  kind: 'late';
  mine: { type: string; at: number };
}

/** The session had stood here as ended. */
interface Revised {
  kind: 'revised';
  ended_at: number;
}
