import type { Phase } from '../timer/checkpoint.ts';

/** How this browser stands to the server: written by the background, read live by pages. Lives in `storage.local`. */
export interface Status {
  /** The signed-in person. */
  account: { id: string; email: string } | null;
  /**
   * Who has signed in where both sides have something: nothing is sent before the person has said what to keep.
   * `offset` is what the account's clock was ahead of this machine's, in milliseconds.
   */
  joining: { id: string; email: string; offset?: number } | null;
  /**
   * Whose database the pages open: the account's, also that of one that signed out and kept its copy here. Null is
   * the database of this browser before anybody signed in.
   */
  owner: string | null;
  /** Id of this browser profile, in checkpoints and in `devices`. */
  device: string;
  link: 'signed-out' | 'synced' | 'syncing' | 'offline' | 'problem';
  /** With `problem`: what is wrong, a key of the catalogue under `reason.`, and the words that came with it. */
  problem: { reason: string; detail: string } | null;
  /** The server in use, or null where there is none. */
  server: { url: string; key: string; own: boolean } | null;
  /** Milliseconds to add to this machine's clock to get the server's. */
  clock_offset: number;
  /** What ended while the person was away and they have not been told of yet. */
  away: Away | null;
  /** What other devices' acts did to this one's screen, newest first, until it was read. */
  notes: readonly Note[];
}

/** The end of a phase with nobody there to hear it. */
export interface Away {
  phase: Phase;
  /** Corrected time, milliseconds. */
  ended_at: number;
  /** The first session that began by itself from there, for a drop. */
  followed: { session: string; phase: Phase } | null;
}

/** What is to be told of one act of another device. Instants are corrected time, milliseconds. */
export type Note = NoteHead & NoteMatter;

interface NoteHead {
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
export type NoteMatter = { session: string; phase: Phase } & (
  | {
      /** The session was replaced by one that was started apart from it: there, or here. */
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
  | { kind: 'late'; mine: { type: string; at: number } }
  /** It had stood here as ended. */
  | { kind: 'revised'; ended_at: number }
);
