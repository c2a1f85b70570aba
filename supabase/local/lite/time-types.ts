import type { PostgresType } from 'postgres';

/** `2026-11-30 21:04:29.088+00`, as PostgreSQL writes it, in the form of its JSON. `infinity` stays. */
const parse = (text: string): string =>
  text.replace(/^(\d+-\d\d-\d\d) /, '$1T').replace(/(T.*[+-]\d\d)$/, '$1:00');

/** Hosted projects tell times over REST in the form of JSON: `2026-11-30T21:04:29.088+00:00`. */
export const timeTypes: Record<'timestamptz' | 'timestamp', PostgresType> = {
  timestamptz: { to: 1184, from: [1184], serialize: String, parse },
  timestamp: { to: 1114, from: [1114], serialize: String, parse },
};
