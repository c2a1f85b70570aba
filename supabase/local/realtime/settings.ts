/** Limits and delays that a client can notice. Times are in milliseconds. */
export type GatewaySettings = {
  /** Delay before a refused socket is answered. */
  refuseSocketAfter: number;
  /** Delay before a refused join is answered. Its whole socket waits. */
  refuseJoinAfter: number;
  /** A socket that sends nothing for so long is closed. */
  silence: number;
  /** Shortest time between two new tokens of a channel. An earlier one waits. */
  tokenEvery: number;
  /** Delay before the gateway connects to a lost database again. Until then it accepts no sockets. */
  recovery: number;
  channelsPerSocket: number;
  /** Messages sent plus messages delivered, averaged over up to a minute. */
  eventsPerSecond: number;
  /** How many presence calls one channel may make in `presenceWindow`. */
  presenceCalls: number;
  presenceWindow: number;
  /** Size of the largest broadcast, in bytes. */
  payload: number;
};

/** The values of Supabase Realtime v2.129.8. */
export const realSettings: GatewaySettings = {
  refuseSocketAfter: 2_000,
  refuseJoinAfter: 5_000,
  silence: 66_000,
  tokenEvery: 300_000,
  recovery: 8_000,
  channelsPerSocket: 100,
  eventsPerSecond: 100,
  presenceCalls: 5,
  presenceWindow: 30_000,
  payload: 3_000_000,
};
