import { REALTIME_SUBSCRIBE_STATES, type RealtimeChannel } from '@supabase/supabase-js';
import { backoff } from '../backoff.ts';
import { decodeHint } from '../wire/codec.ts';
import type { Connection } from './connection.ts';
import type { HintListener } from '../remote.ts';

export interface HintsDeps {
  connection: Connection;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
}

/** Reasons of the server that a new token mends. */
const isAboutToken = /jwt|token/i;

/**
 * Keeps the account's channel joined until closed. supabase-js by itself joins without a token when asked too early,
 * and never joins again after a token has expired: on any trouble the channel is dropped and made anew. Two at a time
 * would be in each other's way: this one begins once `before` has ended. Returns the close, and when that is done.
 */
export function listenForHints(
  { connection, schedule, random }: HintsDeps,
  on: HintListener,
  before: Promise<unknown> = Promise.resolve(),
): () => Promise<unknown> {
  let current: RealtimeChannel | null = null;
  let isClosed = false;
  let failures = 0;
  let cancel = () => {};
  /** What the server last said was wrong; a channel that is closed does not say. */
  let complaint = '';

  async function join(): Promise<void> {
    const session = await (isAboutToken.test(complaint) ? connection.refresh() : connection.session());
    if (isClosed) return;
    if (!session.ok) return leave(session.failure.detail);
    complaint = '';
    const client = connection.client();
    // A socket that is waiting to reconnect would keep the join waiting for as long.
    if (!client.realtime.isConnected()) await client.realtime.disconnect();
    await client.realtime.setAuth();
    if (isClosed) return;
    const channel = client.channel(`user:${session.value.user.id}`, {
      config: { private: true, broadcast: { replication_ready: true } },
    });
    current = channel;
    channel
      .on('broadcast', { event: '*' }, ({ event, payload }: { event: string; payload?: unknown }) => {
        const hint = event === 'changes' ? decodeHint(payload) : null;
        if (hint) on.hint(hint);
        else on.up();
      })
      .on('system', {}, ({ status, message }: { status: string; message: string }) => {
        if (status === 'error') complaint = message;
        else on.up();
      })
      .subscribe((status, error) => {
        if (channel !== current) return;
        if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) {
          failures = 0;
          on.up();
        } else void leave(error?.message ?? (complaint || status));
      });
  }

  async function leave(reason: string): Promise<void> {
    const channel = current;
    current = null;
    complaint ||= reason;
    failures += 1;
    on.down(reason);
    // Before it is gone, asking for the topic would bring back the very same channel.
    if (channel) await connection.client().removeChannel(channel);
    if (!isClosed) cancel = schedule(() => void attempt(), backoff(failures, random));
  }

  /** Whatever goes wrong on the way, the next attempt comes. */
  async function attempt(): Promise<void> {
    try {
      await before;
      await join();
    } catch (error) {
      await leave(String(error));
    }
  }

  void attempt();
  return () => {
    isClosed = true;
    current = null;
    cancel();
    return connection.client().removeAllChannels();
  };
}
