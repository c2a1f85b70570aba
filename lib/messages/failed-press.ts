/** A press that came to nothing with no screen open to say so: in the icon's menu, of a key, on the notification. */
export interface Missed {
  reason: 'storage_full' | 'unexpected';
  detail?: string;
  /** By this machine's clock, milliseconds since the epoch. */
  at: number;
}
