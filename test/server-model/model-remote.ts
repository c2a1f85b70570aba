import { decodeHead, decodeHint, decodeReply, encodeChange } from '../../lib/sync/wire/codec.ts';
import type { HintListener, Remote } from '../../lib/sync/remote.ts';
import type { ServerModel } from './server-model.ts';
import type { WireHint, WireRowOf } from './wire-rows.ts';

/** What the network does to one call. A lost reply is lost after the commit. */
export type CallOutcome = 'arrives' | 'request lost' | 'reply lost';

export interface Network {
  /** What happens to the next call. */
  nextOutcome(): CallOutcome;
  /** Resolves when a request has reached the server, or a reply the device. */
  travel(): Promise<void>;
  /** Delivers a hint: at once, late, twice, in another order, or never. */
  deliver(run: () => void): void;
}

/** A `Remote` in front of the server model, over a network that the test decides about. */
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
    async head() {
      const fate = network.nextOutcome();
      await network.travel();
      if (fate === 'request lost') return offline('The request got lost.');
      const head = decodeHead(server.head(user));
      await network.travel();
      return fate === 'reply lost' ? offline('The reply got lost.') : { ok: true, value: head };
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
