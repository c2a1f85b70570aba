import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { supabase } from './supabase-cli.ts';

export const typesFile = fileURLToPath(new URL('../../lib/sync/wire/database.ts', import.meta.url));

/** TypeScript types of the tables and functions that the API exposes. */
export async function makeTypes(url: string): Promise<string> {
  const types = await supabase('gen', 'types', `--remote=${url}`, '--schema', 'public');
  const text = `// Made by npm run db:types from the database: not to be edited.\n${types}`;
  return format(text, { ...(await resolveConfig(typesFile)), filepath: typesFile });
}
