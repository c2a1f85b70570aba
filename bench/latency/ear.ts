/** The other process of the floor: joins the account's private channel and tells when a broadcast came. */
import { once } from 'node:events';
import { createClient, REALTIME_SUBSCRIBE_STATES } from '@supabase/supabase-js';
import type { Hearing } from './floor.ts';
import { trueTime } from './true-time.ts';

process.once('disconnect', () => process.exit());
const [{ url, key, email, password }] = (await once(process, 'message')) as [Hearing];
const client = createClient(url, key, { auth: { persistSession: false } });
const { data, error } = await client.auth.signInWithPassword({ email, password });
if (error) throw error;
await client.realtime.setAuth();
client
  .channel(`user:${data.user.id}`, { config: { private: true } })
  .on('broadcast', { event: 'changes' }, () => process.send?.(trueTime()))
  .subscribe((status) => {
    if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) process.send?.('listening');
  });
