import { errorIn, type AskServer } from '../supabase/ask-server.ts';
import type { Database } from '../wire/database.ts';
import { fault, good, type Finding } from './finding.ts';

/**
 * The functions of the API. A call that tells whether an earlier version had it is an object; it does nothing for
 * nobody. The others are older, or are better not called.
 */
const functions = {
  sync: null,
  delete_account: null,
  export_account: null,
  remove_device: null,
  rename_device: { device: '00000000-0000-0000-0000-000000000000', name: '' },
  other_ways_in: {},
  other_logins: {},
  end_login: null,
  claim_account: null,
  offer_setup_code: null,
  redeem_setup_code: null,
  follow_setup_code: null,
  note_setup_code_login: null,
  revoke_setup_code: { secret_hash: '' },
} satisfies Record<keyof Database['public']['Functions'], object | null>;

/** Columns that an earlier version lacked. */
const columns = ['devices?select=chosen_name', 'sync_heads?select=filled', 'tasks?select=tags'];

const missing = ['PGRST202', '42703', '42P01', 'PGRST204', 'PGRST205'];

/** Whether the database has all that this version knows. Strangers are refused what is there, and told what is not. */
export async function checkSchema(ask: AskServer): Promise<Finding> {
  const calls = Object.entries(functions).flatMap(([name, call]) => (call ? [{ name, call }] : []));
  const found = await Promise.all([
    ...calls.map(async ({ name, call }) => ({ name, answer: await ask(`/rest/v1/rpc/${name}`, call) })),
    ...columns.map(async (name) => ({ name, answer: await ask(`/rest/v1/${name}&limit=0`) })),
  ]);
  const lacking = found
    .filter(({ answer }) => missing.includes(errorIn(answer).code ?? ''))
    .map(({ name }) => name.replace('?select=', '.'));
  if (lacking.length === 0) return good('schema');
  return fault('remark', 'schema', 'earlier_schema', { detail: `It lacks ${lacking.join(', ')}.` });
}
