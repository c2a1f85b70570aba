/** The embedded backend in a process of its own, so that its memory can be told. Says where it is. */
import { once } from 'node:events';
import { startBackend } from '../../supabase/local/backend.ts';

process.once('disconnect', () => process.exit());
const [db] = (await once(process, 'message')) as [string];
const { url, publishable_key } = await startBackend({ db });
process.send?.({ url, publishable_key });
