import { decodeHead, decodeHint, decodeReply, encodeChange } from '../../../lib/sync/wire/codec.ts';
import type { Head, HintListener, Remote, SyncReply, RemoteResult } from '../../../lib/sync/remote.ts';
import type { ApiError } from '../../../lib/sync/supabase/answers.ts';
import type { CallAnswer } from '../../../lib/sync/supabase/call-as-person.ts';
import type { ServerModel } from '../../server-model/server-model.ts';
import type { WireReply, WireRowOf } from '../../server-model/wire-rows.ts';
import type { Random } from '../plan/random.ts';
import { otherAnswer, statementTimeout } from './other-answers.ts';

/** What goes wrong on the way to the server; probabilities from 0 to 1. */
export interface NetworkFaults {
  loss: number;
  hintLoss: number;
  /** Share of hints that come when they are old. */
  hintLateness: number;
  duplication: number;
  /** Share of messages that take seconds instead of milliseconds. */
  slowness: number;
  /** Share of calls that get one of the other answers that servers give. */
  others: number;
}

export const noFaults: NetworkFaults = {
  loss: 0,
  hintLoss: 0,
  hintLateness: 0,
  duplication: 0,
  slowness: 0,
  others: 0,
};

/** The server, as a signed-in person reaches it from a device. What a call brings is a `SyncReply`. */
export interface Reached extends Pick<Remote, 'head' | 'listen'> {
  call(...args: Parameters<Remote['sync']>): Promise<CallAnswer>;
}

export interface Network {
  reach(user: string, device: string): Reached;
  /** Resolves to whether the auth server was reached and its answer came back. */
  askAuth(): Promise<boolean>;
  /** The server runs into its time limit over a call with more changes than this. It stays so to the end. */
  setMostChanges(most: number): void;
  /** Cuts the machine off, or connects it again. */
  setOnline(online: boolean): void;
  /** With true, no hint comes any more though the channel stays joined. */
  setDeaf(deaf: boolean): void;
  setNetworkFaults(networkFaults: NetworkFaults): void;
  /** How often each kind of fault was injected. */
  faults(): Record<string, number>;
}

export interface NetworkDeps {
  server: ServerModel;
  random: Random;
  /** Chance by itself for the other answers, so that plans without them go on as before. */
  others: Random;
  after(span: number, run: () => void): () => void;
  /** The machine has heard of everything up to this `seq` of whoever uses it. */
  reached(seq: number): void;
}

/** After this long (milliseconds) a call counts as lost. */
const patience = 12_000;

function refused(error: ApiError): CallAnswer {
  return { data: null, error, status: error.status ?? 0 };
}

function readReply(wire: WireReply): SyncReply {
  const reply = decodeReply(wire);
  if (!reply) throw new Error('The model gave a reply that cannot be read.');
  return reply;
}

/** The connection between one machine and the server model. Each direction fails by itself. */
export function createNetwork({ server, random, others, after, reached }: NetworkDeps): Network {
  let isOnline = true;
  let isDeaf = false;
  let networkFaults = noFaults;
  let mostChanges = Infinity;
  const faults: Record<string, number> = {};
  const listeners = new Set<HintListener>();

  const count = (kind: string): void => void (faults[kind] = (faults[kind] ?? 0) + 1);
  const isHit = (kind: string, probability: number): boolean => {
    const hit = random.chance(probability);
    if (hit) count(kind);
    return hit;
  };
  const travel = (): number =>
    isHit('slow messages', networkFaults.slowness) ? random.between(500, 4000) : random.between(8, 40);
  const offline = (detail: string): RemoteResult<never> => ({
    ok: false,
    failure: { kind: 'offline', detail, reason: 'unreachable' },
  });

  function call(
    user: string,
    device: string,
    ...[cursor, changes]: Parameters<Remote['sync']>
  ): Promise<CallAnswer> {
    const wire = JSON.parse(JSON.stringify(changes.map(encodeChange))) as WireRowOf[];
    const { promise, resolve, reject } = Promise.withResolvers<CallAnswer>();
    if (!isOnline) {
      after(15, () => resolve(refused({ status: 0, message: 'There is no network.' })));
      return promise;
    }
    const giveUp = after(patience, () => resolve(refused({ status: 0, message: 'No answer came.' })));

    function answerOtherwise(kind: string, error: ApiError): void {
      count(kind);
      after(travel(), () => {
        giveUp();
        resolve(refused(error));
      });
    }

    function arrive(isHeard: boolean): void {
      if (!isOnline) return;
      // Such a call is refused before the server looks at the rows, so nothing of it is written.
      if (wire.some(({ row }) => String(row.title).startsWith('Odd 1'))) {
        return answerOtherwise('refused calls', {
          status: 400,
          code: '22P05',
          message: 'Something in there is no text.',
        });
      }
      if (wire.length > mostChanges) return answerOtherwise('time limits', statementTimeout);
      if (others.chance(networkFaults.others)) {
        const { kind, error } = otherAnswer(others);
        return answerOtherwise(kind, error);
      }
      const wired = server.sync(user, cursor, wire, device);
      if (!isHeard || isHit('lost replies', networkFaults.loss)) return;
      after(travel(), () => {
        if (!isOnline) return;
        giveUp();
        try {
          const reply = readReply(wired);
          reached(reply.cursor);
          resolve({ data: reply, error: null, status: 200 });
        } catch (error) {
          reject(error);
        }
      });
    }

    if (!isHit('lost calls', networkFaults.loss)) after(travel(), () => arrive(true));
    if (isHit('repeated calls', networkFaults.duplication))
      after(travel() + random.between(0, 20_000), () => arrive(false));
    return promise;
  }

  function head(user: string): Promise<RemoteResult<Head | null>> {
    const { promise, resolve } = Promise.withResolvers<RemoteResult<Head | null>>();
    const giveUp = after(isOnline ? patience : 15, () => resolve(offline('No answer came.')));
    if (!isOnline || isHit('lost looks', networkFaults.loss)) return promise;
    after(travel(), () => {
      if (!isOnline) return;
      const value = decodeHead(server.head(user));
      after(travel(), () => {
        if (!isOnline) return;
        giveUp();
        resolve({ ok: true, value });
      });
    });
    return promise;
  }

  /** A channel is joined a moment after the network is there. */
  function join(on: HintListener): void {
    after(travel(), () => {
      if (listeners.has(on) && isOnline) on.up();
    });
  }

  function listen(user: string, on: HintListener): () => void {
    let isOpen = true;
    listeners.add(on);
    join(on);
    const stop = server.listen(user, (wire) => {
      const deliver = () => {
        const hint = decodeHint(wire);
        if (!isOpen || !isOnline || !hint) return;
        reached(hint.to);
        on.hint(hint);
      };
      if (!isOnline || isDeaf || isHit('lost hints', networkFaults.hintLoss)) return;
      const isLate = isHit('late hints', networkFaults.hintLateness);
      after(isLate ? random.between(5000, 60_000) : travel(), deliver);
      if (isHit('repeated hints', networkFaults.duplication))
        after(travel() + random.between(0, 9000), deliver);
    });
    return () => {
      isOpen = false;
      listeners.delete(on);
      stop();
    };
  }

  return {
    reach: (user, device) => ({
      call: (cursor, changes) => call(user, device, cursor, changes),
      head: () => head(user),
      listen: (on) => listen(user, on),
    }),
    askAuth() {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const isLost = !isOnline || isHit('lost calls', networkFaults.loss);
      after(isLost ? (isOnline ? patience : 15) : travel(), () => resolve(!isLost && isOnline));
      return promise;
    },
    setOnline(online) {
      if (online === isOnline) return;
      isOnline = online;
      if (online) for (const on of listeners) join(on);
    },
    setMostChanges(most) {
      mostChanges = most;
    },
    setDeaf(deaf) {
      isDeaf = deaf;
    },
    setNetworkFaults(next) {
      networkFaults = next;
    },
    faults: () => faults,
  };
}
