import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../connect.ts';
import type { GatewaySettings } from './settings.ts';
import type { Rate } from './rate.ts';
import type { Topics } from './topics.ts';

type Row = {
  id: string;
  topic: string;
  event: string;
  private: boolean;
  payload: string | null;
  /** In hexadecimal, after `\\x`. */
  binary: string | null;
};

/** The name of the connection that follows the database, in `pg_stat_activity`. */
export const followerName = 'realtime_replication_connection';

/** Whoever holds this advisory lock follows the database. It stands for the replication slot of the real server. */
export const slotLock = 'supabase_realtime_messages_replication_slot';

export type DatabaseBroadcasts = {
  /** Resolves once the database is followed, or somebody else holds the slot. Rejects if it cannot be reached. */
  ready: Promise<void>;
  isFollowing(): boolean;
  /** Calls `followed` once, now or when the database is followed again. */
  whenFollowing(followed: () => void): void;
  stop(): Promise<void>;
};

/**
 * Delivers the broadcasts of the database to the topics, in the order of their commits. Nothing is queued: a broadcast
 * that is sent while the database is not followed, or above the rate, is lost. As with the real server nobody is told
 * when that happens. It tries again after `recovery`, then after twice as long each time.
 */
export function followDatabase(options: {
  url: string;
  topics: Topics;
  rate: Rate;
  settings: GatewaySettings;
}): DatabaseBroadcasts {
  const { url, topics, rate, settings } = options;
  let stopped = false;
  let following = false;
  let waiting: (() => void)[] = [];
  let link = open();

  function open() {
    let ids: string[] = [];
    let work = Promise.resolve();
    const lost = Promise.withResolvers<void>();
    const sql = connect(url, {
      max_lifetime: null,
      idle_timeout: 0,
      connection: { application_name: followerName },
      onclose: () => lost.resolve(),
      ...notifications((id) => {
        ids.push(id);
        work = work.then(deliver).catch(() => {});
      }),
    });

    async function deliver() {
      const batch = ids;
      ids = [];
      if (batch.length === 0 || !following) return;
      const rows = await sql<Row[]>`
        select id, topic, event, coalesce(private, false) as private, payload::text as payload,
          -- Older servers do not have this column.
          case when payload is null then to_jsonb(m) ->> 'binary_payload' end as binary
        from realtime.messages m
        where id = any(${batch}::uuid[]) and event is not null
        order by array_position(${batch}::uuid[], id)`;
      for (const { id, topic, event, payload, binary, ...row } of rows) {
        const bytes = payload === null ? Buffer.from(binary?.slice(2) ?? '', 'hex') : Buffer.from(payload);
        if ((payload === null && binary === null) || bytes.length > settings.payload) continue;
        if (rate.exceeded()) return;
        rate.count();
        const encoding = payload === null ? 'binary' : 'json';
        const broadcast = { event, encoding, bytes, meta: JSON.stringify({ id }) } as const;
        topics.publish(topic, row.private, { kind: 'user', id, broadcast });
      }
    }

    /** False where another session holds the slot. */
    async function follow(): Promise<boolean> {
      await sql`delete from realtime.messages where inserted_at < now() at time zone 'utc' - interval '3 days'`;
      const [slot] = await sql`select pg_try_advisory_lock(hashtext(${slotLock})) as held`;
      if (slot?.['held'] !== true) return false;
      await sql`listen realtime_messages`;
      return true;
    }

    return { sql, follow, lost: lost.promise };
  }

  function become(followed: boolean) {
    following = followed;
    if (!followed || stopped) return;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  }

  /** Follows until the connection is lost, and again after a while. */
  async function keepFollowing(isFollowed: boolean) {
    let wait = settings.recovery;
    for (let followed = isFollowed; !stopped;) {
      become(followed);
      if (followed) {
        wait = settings.recovery;
        await link.lost;
      }
      become(false);
      await link.sql.end({ timeout: 0 });
      await delay(wait, undefined, { ref: false });
      wait = Math.min(2 * wait, settings.longestRecovery);
      if (stopped) return;
      link = open();
      followed = await link.follow().catch(() => false);
    }
  }

  async function start() {
    void keepFollowing(await link.follow());
  }

  return {
    ready: start(),
    isFollowing: () => following,
    whenFollowing(followed) {
      if (following) followed();
      else waiting.push(followed);
    },
    async stop() {
      stopped = true;
      following = false;
      await link.sql.end({ timeout: 1 });
    },
  };
}

/** postgres.js knows this option and does not declare it: `sql.listen` would connect again by itself, unseen. */
function notifications(heard: (payload: string) => void): object {
  return { onnotify: (_channel: string, payload: string) => heard(payload) };
}
