import { freePort } from '../../../supabase/local/free-port.ts';

/** Systems hand out only higher ports than these by themselves. */
const lowest = 20_000;
const highest = 30_000;

/** A free port that the system gives to nobody else while the server on it is down for a while. */
export async function ownPort(): Promise<number> {
  const wished = lowest + Math.floor(Math.random() * (highest - lowest));
  return (await freePort(wished)) === wished ? wished : ownPort();
}
