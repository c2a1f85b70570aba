/**
 * A press in the icon's menu, of a key or on the notification that could not be carried out, with no screen open to
 * say so.
 */
export interface FailedPress {
  reason: 'storage_full' | 'unexpected';
  detail?: string;
  /** By this machine's clock, milliseconds since the epoch. */
  at: number;
}

export interface FailedPressCommands {
  /** The person has read it. */
  'dismiss-failed-press': object;
}
