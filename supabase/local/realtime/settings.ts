/** What a client can notice of the server's patience and limits. Times are in ms. */
export type GatewaySettings = {
  /** A socket that is refused hears of it after this long. */
  refuseSocketAfter: number;
  /** A join that is refused is answered after this long, and its whole socket waits. */
  refuseJoinAfter: number;
  /** A socket that sends nothing for this long is closed. */
  silence: number;
  /** A channel takes a new token at most this often; a later one waits. */
  tokenEvery: number;
  /** After the database was gone, sockets are accepted again this long after it came back. */
  recovery: number;
  channelsPerSocket: number;
  /** Publishing and delivering, each counted, averaged over up to a minute. */
  eventsPerSecond: number;
  /** Calls of presence by one channel in a window. */
  presenceCalls: number;
  presenceWindow: number;
  /** The largest broadcast, in bytes. */
  payload: number;
};

/** As Supabase Realtime v2.129.8 has them. */
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
