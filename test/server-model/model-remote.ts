import { decodeHint, decodeReply, encodeChange } from '../../lib/sync/wire/codec.ts';
import type { HintListener, Remote } from '../../lib/sync/remote.ts';
import type { ServerModel } from './server-model.ts';
import type { WireHint, WireRowOf } from './wire-rows.ts';

/** What the network does to one call. A reply that is lost was lost after the commit. */
export type CallOutcome = 'arrives' | 'request lost' | 'reply lost';

export interface Network {
  /** Decides about the next call. */
  nextOutcome(): CallOutcome;
  /** The way of a request to the server, or of a reply back. */
  travel(): Promise<void>;
  /** Lets something pass later: at once, late, twice, in another order, or never. */
  deliver(run: () => void): void;
}

/** A Remote whose other side is the model, reached over a network of the test's choosing. */
export function createModelRemote(server: ServerModel, user: string, network: Network): Remote {
  return {
    async sync(cursor, changes) {
      const fate = network.nextOutcome();
      await network.travel();
      if (fate === 'request lost') return offline('The request got lost.');
      const wire = JSON.parse(JSON.stringify(changes.map(encodeChange))) as WireRowOf[];
      const reply = decodeReply(server.sync(user, cursor, wire));
      await network.travel();
      if (fate === 'reply lost') return offline('The reply got lost.');
      if (!reply) throw new Error('The model gave a reply that cannot be read.');
      return { ok: true, value: reply };
    },
    listen(on: HintListener) {
      on.up();
      return server.listen(user, (wire: WireHint) => {
        network.deliver(() => {
          const hint = decodeHint(wire);
          if (hint) on.hint(hint);
        });
      });
    },
  };
}

function offline(detail: string) {
  return { ok: false as const, failure: { kind: 'offline' as const, detail } };
}
