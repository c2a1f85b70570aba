import '../supabase/local/cli.ts';
