/** Limits and delays that a client can notice. Times are in milliseconds. */
export type GatewaySettings = {
  /** Delay before a refused socket is answered. */
  refuseSocketAfter: number;
  /** Delay before a refused join is answered. Its whole socket waits. */
  refuseJoinAfter: number;
  /** A socket that sends nothing for so long is closed. */
  silence: number;
  /** Delay before the gateway follows its database again after it lost it. It doubles with each attempt that fails. */
  recovery: number;
  longestRecovery: number;
  channelsPerSocket: number;
  /** Messages sent plus messages delivered, averaged over up to a minute. */
  eventsPerSecond: number;
  /** How many presence calls one channel may make in `presenceWindow`. */
  presenceCalls: number;
  presenceWindow: number;
  /** Size of the largest broadcast, in bytes. */
  payload: number;
  /** Whether each join gets the list of who is present, also one that did not ask for it. */
  presenceEnabled: boolean;
};

/** The values of Supabase Realtime v2.129.8. */
export const realSettings: GatewaySettings = {
  refuseSocketAfter: 2_000,
  refuseJoinAfter: 5_000,
  silence: 66_000,
  // Seen: hints lost for 100 to 218 s. It tries again after 5 s to 5 min.
  recovery: 100_000,
  longestRecovery: 300_000,
  channelsPerSocket: 100,
  eventsPerSecond: 100,
  presenceCalls: 5,
  presenceWindow: 30_000,
  payload: 3_000_000,
  presenceEnabled: false,
};
