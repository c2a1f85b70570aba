import type { AskServer } from '../supabase/ask-server.ts';
import { fault, good, type Finding } from './finding.ts';

/** Whether the Edge Function `pair` is deployed. Baton does without it. */
export async function checkPair(ask: AskServer): Promise<Finding> {
  // Where there are no functions, the answer may be one that cannot be read.
  const { status } = await ask('/functions/v1/pair').catch(() => ({ status: 404 }));
  if (status >= 500) return fault('remark', 'pair', 'pair_fails', { detail: `It answered ${status}.` });
  return good('pair', { deployed: status !== 404 });
}
