import { checkAsPerson } from '../../lib/sync/checks/check-as-person.ts';
import { checkProject } from '../../lib/sync/checks/check-project.ts';
import { unseen, type Finding } from '../../lib/sync/checks/finding.ts';
import type { ServerAddress, LoginStorage } from '../../lib/sync/supabase/login-storage.ts';
import type { Fetch } from '../../lib/sync/supabase/refuse-redirects.ts';

export interface ServerDeps {
  fetch: Fetch;
  openSocket(address: string): WebSocket;
  now(): number;
  /** How long an answer may take, in milliseconds. */
  limit?: number;
  /** How long a broadcast may take, in milliseconds. */
  patience?: number;
}

/** Everything that can be found out about a project from outside; with a login also what a person sees. */
export async function checkServer(
  server: ServerAddress,
  who: { email: string; password: string } | null,
  deps: ServerDeps,
): Promise<Finding[]> {
  const found = await checkProject(server, deps);
  const canSignIn = !found.some(
    ({ check, state }) => state === 'bad' && ['reachable', 'key', 'schema'].includes(check),
  );
  const why = who === null ? 'needs_login' : undefined;
  if (who === null || !canSignIn) return [...found, unseen('sign_in', why), unseen('sync', why)];
  const seen = await checkAsPerson(server, who, {
    ...deps,
    storage: memory(),
    schedule(run, after) {
      const timer = setTimeout(run, after);
      return () => clearTimeout(timer);
    },
    steady: () => performance.now(),
  });
  return merged([...found, ...seen, ...(seen.some(({ check }) => check === 'sync') ? [] : [unseen('sync')])]);
}

/** A line of a stranger is left out where a person has found something worse or as good about the same. */
function merged(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ check, state }, place) => {
    const others = findings.filter((other, at) => at !== place && other.check === check);
    if (others.length === 0 || state !== 'good') return true;
    return (
      !others.some((other) => other.state !== 'good') &&
      findings.findIndex((o) => o.check === check) === place
    );
  });
}

/** The login stays in the memory of this command, and ends with it. */
function memory(): LoginStorage {
  const kept = new Map<string, string>();
  return {
    getItem: async (key) => kept.get(key) ?? null,
    setItem: async (key, value) => void kept.set(key, value),
    removeItem: async (key) => void kept.delete(key),
    leave: async (_login, key) => void (key !== undefined && kept.delete(key)),
    leftLogins: async () => [],
    forgetLeft: async () => {},
  };
}
