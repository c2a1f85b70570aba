/** How live the connection to the server is. The browser keeps it in memory, so it is gone when the browser ends. */
export interface Contact {
  /** When the server last said that this browser has everything, by this machine's clock; null if it has not yet. */
  heard_at: number | null;
  /** Hints were found missing, so changes of other devices come with the next look. */
  is_late: boolean;
}

/** For so long (milliseconds) a word of the server shows that all is synced. */
export const staysFreshFor = 35_000;

export const noContact: Contact = { heard_at: null, is_late: false };
