interface ImportMetaEnv {
  /** The Supabase project that this build is made for. Without one, the build is a timer for this browser alone. */
  readonly WXT_SUPABASE_URL?: string;
  readonly WXT_SUPABASE_PUBLISHABLE_KEY?: string;
}
