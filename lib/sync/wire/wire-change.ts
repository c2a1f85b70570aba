import type { Json } from './database.ts';

/** A row on the wire: the columns as JSON, instants as timestamptz. */
export type WireChange = {
  table: string;
  row: Record<string, Json>;
};
