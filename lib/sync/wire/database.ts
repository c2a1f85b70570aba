// Made by npm run db:types from the database: not to be edited.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
  public: {
    Tables: {
      devices: {
        Row: {
          chosen_name: string | null;
          created_at: string;
          id: string;
          last_seen: string;
          name: string;
          platform: string;
          removed_at: string | null;
          seq: number;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          chosen_name?: string | null;
          created_at?: string;
          id: string;
          last_seen?: string;
          name: string;
          platform?: string;
          removed_at?: string | null;
          seq?: number;
          user_id?: string;
        };
        Update: {
          chosen_name?: string | null;
          created_at?: string;
          id?: string;
          last_seen?: string;
          name?: string;
          platform?: string;
          removed_at?: string | null;
          seq?: number;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'devices_user_id_fkey';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      pomodoro_checkpoints: {
        Row: {
          added_time: number;
          checkpoint_type: string;
          device_id: string;
          follows: string | null;
          generation: number;
          id: string;
          is_paused: boolean;
          last_active: string | null;
          parent_id: string | null;
          plan: NonNullable<Json>;
          preset_type: string;
          remaining_time: number;
          round_number: number;
          seq: number;
          session_id: string;
          session_type: string;
          task_id: string | null;
          timestamp: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          added_time?: number;
          checkpoint_type: string;
          device_id: string;
          follows?: string | null;
          generation: number;
          id: string;
          is_paused?: boolean;
          last_active?: string | null;
          parent_id?: string | null;
          plan: NonNullable<Json>;
          preset_type: string;
          remaining_time: number;
          round_number: number;
          seq?: number;
          session_id: string;
          session_type: string;
          task_id?: string | null;
          timestamp: string;
          user_id?: string;
        };
        Update: {
          added_time?: number;
          checkpoint_type?: string;
          device_id?: string;
          follows?: string | null;
          generation?: number;
          id?: string;
          is_paused?: boolean;
          last_active?: string | null;
          parent_id?: string | null;
          plan?: NonNullable<Json>;
          preset_type?: string;
          remaining_time?: number;
          round_number?: number;
          seq?: number;
          session_id?: string;
          session_type?: string;
          task_id?: string | null;
          timestamp?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'pomodoro_checkpoints_user_id_fkey';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      pomodoro_sessions: {
        Row: {
          active_time: number;
          completed: boolean;
          counts: boolean | null;
          current_session_number: number;
          deleted_at: string | null;
          device_id: string | null;
          edited: NonNullable<Json>;
          end_time: string | null;
          external_interruptions: number | null;
          id: string;
          internal_interruptions: number | null;
          note: string | null;
          outcome: string;
          preset_type: string;
          rules: number;
          seq: number;
          session_type: string;
          start_time: string;
          task_id: string | null;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          active_time?: number;
          completed?: boolean;
          counts?: boolean | null;
          current_session_number: number;
          deleted_at?: string | null;
          device_id?: string | null;
          edited?: NonNullable<Json>;
          end_time?: string | null;
          external_interruptions?: number | null;
          id?: string;
          internal_interruptions?: number | null;
          note?: string | null;
          outcome?: string;
          preset_type?: string;
          rules?: number;
          seq?: number;
          session_type: string;
          start_time: string;
          task_id?: string | null;
          user_id?: string;
        };
        Update: {
          active_time?: number;
          completed?: boolean;
          counts?: boolean | null;
          current_session_number?: number;
          deleted_at?: string | null;
          device_id?: string | null;
          edited?: NonNullable<Json>;
          end_time?: string | null;
          external_interruptions?: number | null;
          id?: string;
          internal_interruptions?: number | null;
          note?: string | null;
          outcome?: string;
          preset_type?: string;
          rules?: number;
          seq?: number;
          session_type?: string;
          start_time?: string;
          task_id?: string | null;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'pomodoro_sessions_user_id_fkey';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      sync_heads: {
        Row: {
          began: number;
          epoch: string;
          filled: Json | null;
          head: number;
          horizon: number;
          retained_at: string | null;
          user_id: string;
          writer: unknown;
        };
        ComputedFields: never;
        Insert: {
          began?: number;
          epoch?: string;
          filled?: Json | null;
          head?: number;
          horizon?: number;
          retained_at?: string | null;
          user_id: string;
          writer?: unknown;
        };
        Update: {
          began?: number;
          epoch?: string;
          filled?: Json | null;
          head?: number;
          horizon?: number;
          retained_at?: string | null;
          user_id?: string;
          writer?: unknown;
        };
        Relationships: [];
      };
      tasks: {
        Row: {
          completed_at: string | null;
          completed_pomodoros: number;
          created_at: string;
          deleted_at: string | null;
          description: string | null;
          edited: NonNullable<Json>;
          estimated_pomodoros: number;
          id: string;
          is_active: boolean;
          position: string;
          seq: number;
          tags: string;
          title: string;
          user_id: string;
        };
        ComputedFields: never;
        Insert: {
          completed_at?: string | null;
          completed_pomodoros?: number;
          created_at?: string;
          deleted_at?: string | null;
          description?: string | null;
          edited?: NonNullable<Json>;
          estimated_pomodoros?: number;
          id?: string;
          is_active?: boolean;
          position?: string;
          seq?: number;
          tags?: string;
          title: string;
          user_id?: string;
        };
        Update: {
          completed_at?: string | null;
          completed_pomodoros?: number;
          created_at?: string;
          deleted_at?: string | null;
          description?: string | null;
          edited?: NonNullable<Json>;
          estimated_pomodoros?: number;
          id?: string;
          is_active?: boolean;
          position?: string;
          seq?: number;
          tags?: string;
          title?: string;
          user_id?: string;
        };
        Relationships: [
          {
            foreignKeyName: 'tasks_user_id_fkey';
            columns: ['user_id'];
            isOneToOne: false;
            referencedRelation: 'users';
            referencedColumns: ['id'];
          },
        ];
      };
      users: {
        Row: {
          created_at: string;
          edited: NonNullable<Json>;
          email: string | null;
          id: string;
          pomodoro_settings: NonNullable<Json>;
          seq: number;
          username: string;
        };
        ComputedFields: never;
        Insert: {
          created_at?: string;
          edited?: NonNullable<Json>;
          email?: string | null;
          id: string;
          pomodoro_settings?: NonNullable<Json>;
          seq?: number;
          username: string;
        };
        Update: {
          created_at?: string;
          edited?: NonNullable<Json>;
          email?: string | null;
          id?: string;
          pomodoro_settings?: NonNullable<Json>;
          seq?: number;
          username?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      claim_account: { Args: { keep?: boolean }; Returns: undefined };
      delete_account: { Args: Record<PropertyKey, never>; Returns: undefined };
      end_login: { Args: { login: string }; Returns: undefined };
      export_account: { Args: Record<PropertyKey, never>; Returns: Json };
      follow_setup_code: { Args: { secret_hash: string }; Returns: Json };
      note_setup_code_login: { Args: { login: string }; Returns: undefined };
      offer_setup_code: { Args: { secret_hash: string }; Returns: undefined };
      other_logins: { Args: Record<PropertyKey, never>; Returns: Json };
      other_ways_in: { Args: Record<PropertyKey, never>; Returns: Json };
      redeem_setup_code: {
        Args: { address: string; device: string; peer: string; secret_hash: string };
        Returns: Json;
      };
      remove_device: { Args: { device: string }; Returns: undefined };
      rename_device: { Args: { device: string; name: string }; Returns: undefined };
      revoke_setup_code: { Args: { secret_hash: string }; Returns: undefined };
      sync: { Args: { changes?: Json; cursor?: number; device?: Json }; Returns: Json };
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: {
      [_ in never]: never;
    };
  };
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    keyof (DefaultSchema['Tables'] & DefaultSchema['Views']) | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
      Row: infer R;
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
    ? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R;
      }
      ? R
      : never
    : never;

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Insert: infer I;
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I;
      }
      ? I
      : never
    : never;

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
      Update: infer U;
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
    ? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U;
      }
      ? U
      : never
    : never;

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
    ? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
    : never;

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals;
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
    ? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
    : never;

export const Constants = {
  public: {
    Enums: {},
  },
} as const;
