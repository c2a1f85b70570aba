import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { checkpointRow } from '../database/person.ts';
import { exactTime } from './exact-time.ts';

/** What the listening process needs to sign in. */
export interface ListenerLogin {
  url: string;
  key: string;
  email: string;
  password: string;
}

interface Server {
  url: string;
  publishable_key: string;
}

export interface Baseline {
  /** Milliseconds from one call of `rpc` here to its broadcast in the other process. */
  once(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Measures supabase-js alone: this process calls `sync` with one checkpoint, and another process listens on the private
 * channel of the account.
 */
export async function openBaseline({ url, publishable_key }: Server): Promise<Baseline> {
  const [email, password] = ['baseline@bench.example', 'correct horse'];
  const client = createClient(url, publishable_key, { auth: { persistSession: false } });
  const { error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  const listener = fork(join(import.meta.dirname, 'listener-process.ts'));
  const login: ListenerLogin = { url, key: publishable_key, email, password };
  listener.send(login);
  await once(listener, 'message');
  const device = { id: crypto.randomUUID(), name: 'Bench', platform: 'Node' };
  let cursor = 0;

  return {
    async once() {
      const received = once(listener, 'message') as Promise<[number]>;
      const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
      const began = exactTime();
      const reply = await client.rpc('sync', { cursor, changes, device });
      if (reply.error) throw reply.error;
      cursor = (reply.data as { cursor: number }).cursor;
      const [at] = await received;
      return at - began;
    },
    async close() {
      const gone = once(listener, 'exit');
      listener.kill();
      await gone;
    },
  };
}
