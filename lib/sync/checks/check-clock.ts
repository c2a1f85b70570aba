import type { AskServer } from '../supabase/ask-server.ts';
import { fault, good, unseen, type Finding } from './finding.ts';

/** So far (milliseconds) a clock may be off. `Date` is in whole seconds, and calls take their time. */
const tolerated = 30_000;

/** How far this machine's clock is off, by what the server puts on its answers. */
export async function checkClock(ask: AskServer, now: () => number): Promise<Finding> {
  const before = now();
  const { date } = await ask('/auth/v1/settings');
  if (date === null) return unseen('clock', 'clock_hidden');
  const off = Math.round((before + now()) / 2 - date);
  const seconds = Math.round(Math.abs(off) / 1000);
  if (Math.abs(off) <= tolerated) return good('clock', { seconds });
  return fault('remark', 'clock', 'clock_off', { values: [`${seconds}`], facts: { ahead: off > 0 } });
}
