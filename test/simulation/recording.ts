import type { ServerModel, WireReply, WireRowOf } from '../server-model.ts';

/** What the model of the server was asked, and what it said; or that it forgot everything. */
export type Call =
  | { type: 'sync'; at: number; user: string; cursor: number; changes: WireRowOf[]; reply: WireReply }
  | { type: 'wipe' };

/** The same server, which writes down all that it is asked. */
export function recording(server: ServerModel, now: () => number, calls: Call[]): ServerModel {
  return {
    ...server,
    sync(user, cursor, changes) {
      const asked = structuredClone(changes);
      const reply = server.sync(user, cursor, changes);
      calls.push({ type: 'sync', at: now(), user, cursor, changes: asked, reply: structuredClone(reply) });
      return reply;
    },
    wipe() {
      server.wipe();
      calls.push({ type: 'wipe' });
    },
  };
}
