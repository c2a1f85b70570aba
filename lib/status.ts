import type { Phase } from './timer/checkpoint.ts';

/** How this browser stands to the server: written by the background, read live by pages. Lives in `storage.local`. */
export interface Status {
  /** The signed-in person. */
  account: { id: string; email: string } | null;
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
}

/** The end of a phase with nobody there to hear it. */
export interface Away {
  phase: Phase;
  /** Corrected time, milliseconds. */
  ended_at: number;
  /** The first session that began by itself from there, for a drop. */
  followed: { session: string; phase: Phase } | null;
}
