const firstWait = 1000;
const longestWait = 60_000;

/**
 * How many milliseconds to wait after so many failures in a row. The wait doubles each time, up to a minute, and is
 * at least as long as the server asked for. Chance spreads it: when a server comes back, its devices must not all
 * call in the same moment.
 */
export function backoff(failures: number, random: () => number, retryAfter = 0): number {
  const doubled = Math.min(longestWait, firstWait * 2 ** Math.max(0, failures - 1));
  return Math.round(Math.max(doubled * (0.5 + random() / 2), retryAfter * (1 + random() / 10)));
}
