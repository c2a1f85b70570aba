import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../connect.ts';
import type { GatewaySettings } from './settings.ts';
import type { Rate } from './rate.ts';
import type { Topics } from './topics.ts';

type Row = { id: string; topic: string; event: string; private: boolean; payload: string };

export type DatabaseBroadcasts = { ready: Promise<void>; stop(): Promise<void> };

/**
 * Delivers the broadcasts of the database to the topics, in the order of their commits. Nothing is queued: a broadcast
 * that is sent while the connection is down, or above the rate, is lost. `disconnected` is called when the connection
 * breaks, `reconnected` when there is one again.
 */
export function followDatabase(options: {
  url: string;
  topics: Topics;
  rate: Rate;
  settings: GatewaySettings;
  disconnected(): void;
  reconnected(): void;
}): DatabaseBroadcasts {
  const { url, topics, rate, settings } = options;
  let stopped = false;
  let link = open();

  function open() {
    let ids: string[] = [];
    let work = Promise.resolve();
    let broken = false;
    const sql = connect(url, { max: 2, max_lifetime: null, onclose });

    function onclose() {
      if (broken || stopped) return;
      broken = true;
      void reopen();
    }

    async function deliver() {
      const batch = ids;
      ids = [];
      if (batch.length === 0 || broken) return;
      const rows = await sql<Row[]>`
        select id, topic, event, coalesce(private, false) as private, payload::text as payload
        from realtime.messages
        where id = any(${batch}::uuid[]) and payload is not null and octet_length(payload::text) <= ${settings.payload}
        order by array_position(${batch}::uuid[], id)`;
      for (const row of rows) {
        if (rate.exceeded()) return;
        rate.count();
        const bytes = Buffer.from(row.payload);
        const meta = JSON.stringify({ id: row.id });
        topics.publish(row.topic, row.private, {
          kind: 'user',
          id: row.id,
          broadcast: { event: row.event, encoding: 'json', bytes, meta },
        });
      }
    }

    function heard(id: string) {
      ids.push(id);
      work = work.then(deliver).catch(() => {});
    }

    return { sql, listening: sql.listen('realtime_messages', heard) };
  }

  async function reopen() {
    options.disconnected();
    const broken = link.sql;
    await delay(settings.recovery);
    await broken.end({ timeout: 0 });
    while (!stopped) {
      link = open();
      try {
        await started();
        return options.reconnected();
      } catch {
        await link.sql.end({ timeout: 0 });
        await delay(250);
      }
    }
  }

  async function started() {
    await link.listening;
    // Only an open connection of the pool notices when the database goes away.
    await link.sql`delete from realtime.messages where inserted_at < now() at time zone 'utc' - interval '3 days'`;
  }

  return {
    ready: started(),
    async stop() {
      stopped = true;
      await link.sql.end({ timeout: 1 });
    },
  };
}
