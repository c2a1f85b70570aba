/** The other process of `baseline.ts`. It joins the private channel of the account and tells when a broadcast came. */
import { once } from 'node:events';
import { createClient, REALTIME_SUBSCRIBE_STATES } from '@supabase/supabase-js';
import type { ListenerLogin } from './baseline.ts';
import { exactTime } from './exact-time.ts';

process.once('disconnect', () => process.exit());
const [{ url, key, email, password }] = (await once(process, 'message')) as [ListenerLogin];
const client = createClient(url, key, { auth: { persistSession: false } });
const { data, error } = await client.auth.signInWithPassword({ email, password });
if (error) throw error;
await client.realtime.setAuth();
client
  .channel(`user:${data.user.id}`, { config: { private: true } })
  .on('broadcast', { event: 'changes' }, () => process.send?.(exactTime()))
  .subscribe((status) => {
    if (status === REALTIME_SUBSCRIBE_STATES.SUBSCRIBED) process.send?.('listening');
  });
