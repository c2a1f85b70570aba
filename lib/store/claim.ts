import type { WriteTransaction } from './database.ts';
import type { Claim, Claimed } from './ledger.ts';

/** Makes a ledger the server's, if it is nobody's, or if the server shows that it is its own. */
export async function claim(
  tx: WriteTransaction,
  server: string,
  { isLoggedIn = false, epoch = null }: Claim,
): Promise<Claimed> {
  const state = tx.objectStore('state');
  const [of, at] = await Promise.all([state.get('server'), state.get('cursor')]);
  const before = typeof of === 'string' ? of : null;
  if (before === server) return { isOurs: true, before };
  const known = typeof at === 'object' ? at.epoch : null;
  // Versions before this one did not note the server. What had no reply yet can be given to none but the first.
  const isFree = before === null && (isLoggedIn || known === null);
  if (!isFree && (known === null || known !== epoch)) return { isOurs: false, before };
  await state.put(server, 'server');
  return { isOurs: true, before };
}
