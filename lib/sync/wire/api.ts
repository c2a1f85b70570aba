import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database, Json } from './database.ts';

export type Client = SupabaseClient<Database>;

/** How this browser profile shows among the person's devices. */
export type DeviceCard = {
  id: string;
  name: string;
  platform: string;
};

/** A row on the wire: the columns as JSON, instants as timestamptz. */
export type WireChange = {
  table: string;
  row: Record<string, Json>;
};
