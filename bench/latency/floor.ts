import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { checkpointRow } from '../database/person.ts';
import { trueTime } from './true-time.ts';

/** What the ear is told when it begins to listen. */
export interface Hearing {
  url: string;
  key: string;
  email: string;
  password: string;
}

interface Server {
  url: string;
  publishable_key: string;
}

export interface Floor {
  /** Milliseconds from the call of one bare `rpc` here to the bare broadcast in the other process. */
  once(): Promise<number>;
  close(): Promise<void>;
}

/** supabase-js and nothing around it: `sync` with one checkpoint here, the private channel of the account there. */
export async function openFloor({ url, publishable_key }: Server): Promise<Floor> {
  const [email, password] = ['floor@bench.example', 'correct horse'];
  const client = createClient(url, publishable_key, { auth: { persistSession: false } });
  const { error } = await client.auth.signUp({ email, password });
  if (error) throw error;
  const ear = fork(join(import.meta.dirname, 'ear.ts'));
  const hearing: Hearing = { url, key: publishable_key, email, password };
  ear.send(hearing);
  await once(ear, 'message');
  const device = { id: crypto.randomUUID(), name: 'Bench', platform: 'Node' };
  let cursor = 0;

  return {
    async once() {
      const heard = once(ear, 'message') as Promise<[number]>;
      const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
      const began = trueTime();
      const reply = await client.rpc('sync', { cursor, changes, device });
      if (reply.error) throw reply.error;
      cursor = (reply.data as { cursor: number }).cursor;
      const [at] = await heard;
      return at - began;
    },
    async close() {
      const gone = once(ear, 'exit');
      ear.kill();
      await gone;
    },
  };
}
