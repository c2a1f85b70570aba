import type { Ran } from '../run-command.ts';

/** A project at supabase.com by its ref, for which somebody is logged in; or any database by its address. */
export type Target = { ref: string; db: null } | { ref: null; db: string };

/** Runs the official command line. */
export type Cli = (...args: string[]) => Promise<Ran>;

/** How the official command line is told which database is meant. */
export function remoteOf(target: Target): string {
  return target.db === null ? '--remote' : `--remote=${target.db}`;
}

/** What it printed, if it succeeded. Throws its words if not. */
export async function printed(ran: Promise<Ran>): Promise<string> {
  const { ok, output } = await ran;
  if (!ok) throw new Error(output.trim() || 'The command line of Supabase failed without a word.');
  return output;
}
