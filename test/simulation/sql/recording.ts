import type { ServerModel } from '../../server-model/server-model.ts';
import type { WireHint, WireReply, WireRowOf } from '../../server-model/wire-rows.ts';

/** A call to the server model with its reply, or that the server removed or forgot something. */
export type Call =
  | {
      type: 'sync';
      at: number;
      user: string;
      cursor: number;
      changes: WireRowOf[];
      device: string | null;
      reply: WireReply;
      /** The hints that it sent. */
      hints: WireHint[];
    }
  | { type: 'wipe' }
  | { type: 'retain'; at: number; user: string };

/** The same server, which writes down every call. */
export function recording(server: ServerModel, now: () => number, calls: Call[]): ServerModel {
  return {
    ...server,
    sync(user, cursor, changes, device = null) {
      const asked = structuredClone(changes);
      const hints: WireHint[] = [];
      const stop = server.listen(user, (hint) => hints.push(hint));
      const reply = server.sync(user, cursor, changes, device);
      stop();
      calls.push({
        type: 'sync',
        at: now(),
        user,
        cursor,
        changes: asked,
        device,
        reply: structuredClone(reply),
        hints,
      });
      return reply;
    },
    retain(user) {
      calls.push({ type: 'retain', at: now(), user });
      return server.retain(user);
    },
    wipe() {
      server.wipe();
      calls.push({ type: 'wipe' });
    },
  };
}
