import { REALTIME_SUBSCRIBE_STATES, type RealtimeChannel } from '@supabase/supabase-js';
import { backoff } from '../backoff.ts';
import type { HintListener } from '../remote.ts';
import { decodeHint } from '../wire/codec.ts';
import { shorten } from '../wire/shorten.ts';
import type { Connection } from './connection.ts';

export interface HintsDeps {
  connection: Connection;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
}

/** What the server says where a new token would help. */
const isAboutToken = /jwt|token/i;

/**
 * Keeps the account's channel joined until it is closed. supabase-js joins without a token when it is asked too early,
 * and never joins again once a token has expired. So on any trouble the channel is dropped and a new one is made. Two
 * listeners would get in each other's way: this one begins once `before` has ended, well or badly. Returns the close,
 * which resolves when the channel is gone or could not be taken down.
 */
export function listenForHints(
  { connection, schedule, random }: HintsDeps,
  on: HintListener,
  before: Promise<unknown> = Promise.resolve(),
): () => Promise<unknown> {
  let current: RealtimeChannel | null = null;
  let isClosed = false;
  let failures = 0;
  let cancelRetry = () => {};
  /** What the server last complained of. A channel that closes does not say why, so it is kept from before. */
  let complaint = '';

  async function join(): Promise<void> {
    const login = await (isAboutToken.test(complaint) ? connection.renewLogin() : connection.login());
    if (isClosed) return;
    if (!login.ok) return leave(login.failure.detail);
    complaint = '';
    const client = connection.client();
    // A socket that waits before it reconnects would make the join wait, too.
    if (!client.realtime.isConnected()) await client.realtime.disconnect();
    await client.realtime.setAuth();
    if (isClosed) return;
    const channel = client.channel(`user:${login.value.user.id}`, {
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
        if (status === 'error') complaint = shorten(message);
        else on.up(true);
      })
      .subscribe((status, error) => {
        if (channel !== current) return;
        if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) {
          failures = 0;
          on.up();
        } else void leave(error?.message ?? (complaint || status));
      });
  }

  async function leave(words: string): Promise<void> {
    const reason = shorten(words);
    const channel = current;
    current = null;
    complaint ||= reason;
    failures += 1;
    on.down(reason);
    // Until the old channel is gone, supabase-js would give it back when asked for a new one. Where that fails, the
    // next attempt shows what is left of it.
    if (channel) await settled(() => connection.client().removeChannel(channel));
    if (!isClosed) cancelRetry = schedule(() => void attempt(), backoff(failures, random));
  }

  /** Whatever goes wrong on the way, another attempt follows. */
  async function attempt(): Promise<void> {
    try {
      await settled(() => before);
      await join();
    } catch (error) {
      await leave(String(error));
    }
  }

  void attempt();
  return () => {
    isClosed = true;
    current = null;
    cancelRetry();
    return settled(() => connection.client().removeAllChannels());
  };
}

/** Waits until work has ended, however it ends. */
async function settled(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    // Whoever waits has to go on.
  }
}
