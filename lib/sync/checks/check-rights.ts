import type { AskServer } from '../supabase/ask-server.ts';
import type { Database } from '../wire/database.ts';
import { fault, good, type Finding } from './finding.ts';

/** The tables of the API, and the column that says whose row it is. */
export const owners = {
  users: 'id',
  tasks: 'user_id',
  pomodoro_sessions: 'user_id',
  pomodoro_checkpoints: 'user_id',
  devices: 'user_id',
  sync_heads: 'user_id',
} as const satisfies Record<keyof Database['public']['Tables'], string>;

export type OwnedTable = keyof typeof owners;

export const ownedTables = Object.keys(owners) as OwnedTable[];

/** Whether a stranger, who has the publishable key, is refused every table. */
export async function checkRights(ask: AskServer): Promise<Finding> {
  const open = await Promise.all(
    ownedTables.map(async (table) => {
      const answer = await ask(`/rest/v1/${table}?select=${owners[table]}&limit=1`);
      return answer.status < 300 ? [table] : [];
    }),
  );
  const named = open.flat();
  if (named.length === 0) return good('rights');
  return fault('bad', 'rights', 'open_to_strangers', { values: [named.join(', ')] });
}
