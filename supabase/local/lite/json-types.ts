import type { PostgresType } from 'postgres';

const serialize = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const parse = (text: string): unknown => JSON.parse(text);

/**
 * @supabase/lite hands JSON over as text that is JSON already, and postgres.js encodes it again: a jsonb
 * argument arrives as a string and `user_metadata` is stored as one. These types leave text alone.
 */
export const jsonTypes: Record<'json' | 'jsonb', PostgresType> = {
  json: { to: 114, from: [114], serialize, parse },
  jsonb: { to: 3802, from: [3802], serialize, parse },
};
