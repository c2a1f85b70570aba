await import('../supabase/local/cli.ts');
