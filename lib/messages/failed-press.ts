/** A press that failed while no screen was open to say so: in the icon's menu, of a key, or on the notification. */
export interface FailedPress {
  reason: 'storage_full' | 'no_store' | 'newer_store' | 'unexpected';
  detail?: string;
  /** By this machine's clock, milliseconds since the epoch. */
  at: number;
}

export interface FailedPressCommands {
  /** The person has read it. */
  'dismiss-failed-press': object;
}
