import type { ServerModel, WireHint, WireReply, WireRowOf } from '../server-model.ts';

/** What the model of the server was asked, and what it said; or that it forgot everything. */
export type Call =
  | {
      type: 'sync';
      at: number;
      user: string;
      cursor: number;
      changes: WireRowOf[];
      reply: WireReply;
      /** What the others were told of it. */
      hints: WireHint[];
    }
  | { type: 'wipe' };

/** The same server, which writes down all that it is asked. */
export function recording(server: ServerModel, now: () => number, calls: Call[]): ServerModel {
  return {
    ...server,
    sync(user, cursor, changes) {
      const asked = structuredClone(changes);
      const hints: WireHint[] = [];
      const stop = server.listen(user, (hint) => hints.push(hint));
      const reply = server.sync(user, cursor, changes);
      stop();
      calls.push({
        type: 'sync',
        at: now(),
        user,
        cursor,
        changes: asked,
        reply: structuredClone(reply),
        hints,
      });
      return reply;
    },
    wipe() {
      server.wipe();
      calls.push({ type: 'wipe' });
    },
  };
}
