interface ImportMetaEnv {
  /** The Supabase project that this build is made for; without it, it is a complete local timer. */
  readonly WXT_SUPABASE_URL?: string;
  readonly WXT_SUPABASE_PUBLISHABLE_KEY?: string;
}
