/** What the background notes about its own work, as codes. The page that shows them puts them into words. */
export type Code =
  /** The worker woke; why. */
  | 'wake'
  /** A call that moved rows; how many were sent and how many came, `3 12`. */
  | 'sync'
  /** A call that failed; reason and detail. */
  | 'fail'
  /** A row came that this version cannot read, and was left out; table, id and what is wrong. */
  | 'unreadable'
  /** A hint came by the channel; how many rows it brought, or nothing if none. */
  | 'hint'
  /** The channel opened. */
  | 'up'
  /** The channel closed; why. */
  | 'down'
  /** A hint did not come though the channel was joined. */
  | 'lost'
  /** A command failed unexpectedly; which, and how. */
  | 'error';

export interface DiagnosticEvent {
  /** Milliseconds by this machine's clock; of several in a row the last. */
  at: number;
  code: Code;
  about: string;
  /** How often it happened in a row. */
  times: number;
}

export interface DiagnosticLog {
  /** Those of the last hour, oldest first. */
  events: readonly DiagnosticEvent[];
  /** The last ones, oldest first. */
  errors: readonly DiagnosticEvent[];
  /** When a call last succeeded, by this machine's clock; null if none did since the browser started. */
  synced_at: number | null;
  /** How far off the corrected time can be, in milliseconds; null if the clock is not trusted. */
  clock_error: number | null;
}

export const emptyDiagnosticLog: DiagnosticLog = {
  events: [],
  errors: [],
  synced_at: null,
  clock_error: null,
};
