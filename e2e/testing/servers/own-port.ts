import { freePort } from '../../../supabase/local/free-port.ts';

/** Systems hand out higher ones than these by themselves. */
const lowest = 20_000;
const highest = 30_000;

/** A port that is free, and that nobody is handed while the server on it is down for a while. */
export async function ownPort(): Promise<number> {
  const wished = lowest + Math.floor(Math.random() * (highest - lowest));
  return (await freePort(wished)) === wished ? wished : ownPort();
}
