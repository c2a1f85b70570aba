import type { Database } from '../connect.ts';
import { isRecord } from './frames.ts';

export type Replay = (topic: string, wanted: unknown) => Promise<ReplayedBroadcast[] | 'invalid'>;
export type ReplayedBroadcast = { id: string; event: string; payload: unknown };

const most = 25;

/**
 * Returns broadcasts of a private topic that the database still has, oldest first. `wanted` is `{since: ms, limit}`.
 */
export function createReplay(sql: Database): Replay {
  return async (topic, wanted) => {
    const { since = 0, limit = most } = isRecord(wanted) ? wanted : {};
    if (typeof since !== 'number' || since > Date.now()) return 'invalid';
    if (typeof limit !== 'number' || limit < 1 || limit > most) return 'invalid';
    const rows = await sql<ReplayedBroadcast[]>`
      select id, event, payload from realtime.messages
      where topic = ${topic} and private and extension = 'broadcast'
        and inserted_at >= to_timestamp(${since / 1000}::float8) at time zone 'utc'
      order by inserted_at desc limit ${limit}`;
    return [...rows].reverse();
  };
}
