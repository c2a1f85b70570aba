/** What the background notes of its own doings, as codes: the words are made on the page that shows them. */
export type Code =
  /** Woken; why. */
  | 'wake'
  /** A call that moved rows; how many were sent and how many came, `3 12`. */
  | 'sync'
  /** A call that failed; reason and detail. */
  | 'fail'
  /** News by the channel; how many rows came with them, or nothing. */
  | 'hint'
  /** The channel opened. */
  | 'up'
  /** The channel closed; why. */
  | 'down'
  /** A command broke; which, and how. */
  | 'error';

export interface DiagnosticEvent {
  /** Milliseconds by this machine's clock; of several the last. */
  at: number;
  code: Code;
  about: string;
  /** So often in a row. */
  times: number;
}

export interface DiagnosticLog {
  /** Of the last hour, oldest first. */
  events: readonly DiagnosticEvent[];
  /** The last ones, oldest first. */
  errors: readonly DiagnosticEvent[];
  /** Last call that succeeded, by this machine's clock; null where there was none since the browser started. */
  synced_at: number | null;
  /** How far the corrected time can be off, in milliseconds; null where the clock is not trusted. */
  clock_error: number | null;
}

export const emptyDiagnosticLog: DiagnosticLog = {
  events: [],
  errors: [],
  synced_at: null,
  clock_error: null,
};
