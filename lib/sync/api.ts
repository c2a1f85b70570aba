import type { SupabaseClient } from '@supabase/supabase-js';
import type { WireChange } from './codec.ts';

/** How this browser profile shows among the person's devices. */
export interface DeviceCard {
  id: string;
  name: string;
  platform: string;
}

/** The database functions that Baton calls: rows come and go by `sync` alone. An interface would not do here. */
type Functions = {
  sync: { Args: { cursor: number; changes: WireChange[]; device: DeviceCard }; Returns: unknown };
  delete_account: { Args: never; Returns: undefined };
};

export type Client = SupabaseClient<{
  public: { Tables: Record<string, never>; Views: Record<string, never>; Functions: Functions };
}>;
