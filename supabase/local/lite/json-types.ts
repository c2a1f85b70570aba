import type { PostgresType } from 'postgres';

const serialize = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const parse = (text: string): unknown => JSON.parse(text);

/**
 * @supabase/lite passes JSON as text, and postgres.js encodes that text again. A jsonb argument would arrive as a
 * string, and `user_metadata` would be stored as one. These types leave text as it is.
 */
export const jsonTypes: Record<'json' | 'jsonb', PostgresType> = {
  json: { to: 114, from: [114], serialize, parse },
  jsonb: { to: 3802, from: [3802], serialize, parse },
};
