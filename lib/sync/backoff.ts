const first = 1000;
const longest = 60_000;

/**
 * Milliseconds to wait after so many failures in a row: doubling, at most a minute, at least what the server asked
 * for, and spread out so that the devices of a server that comes back do not all call at once.
 */
export function backoff(failures: number, random: () => number, retryAfter = 0): number {
  const doubled = Math.min(longest, first * 2 ** Math.max(0, failures - 1));
  return Math.round(Math.max(doubled * (0.5 + random() / 2), retryAfter * (1 + random() / 10)));
}
