export interface SyncCommands {
  /** A page opened: fetch what others did. */
  opened: object;
  /** The same, and the answer waits for it. */
  'sync-now': object;
}
