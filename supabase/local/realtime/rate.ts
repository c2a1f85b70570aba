export type Rate = { count(events?: number): void; exceeded(): boolean; average(): number; stop(): void };

const buckets = 60;

/**
 * Events per second, averaged over the last sixty seconds, or fewer after the start. The average is computed once a
 * second. So a burst counts late, and the limit stays exceeded until the average has fallen.
 */
export function createRate(limit: number): Rate {
  const seconds: number[] = [];
  let current = 0;
  let average = 0;
  let exceeded = false;
  const tick = setInterval(() => {
    seconds.unshift(current);
    seconds.splice(buckets);
    current = 0;
    average = seconds.reduce((sum, events) => sum + events, 0) / seconds.length;
    exceeded = average >= limit;
  }, 1000);
  tick.unref();
  return {
    count(events = 1) {
      current += events;
    },
    exceeded: () => exceeded,
    average: () => average,
    stop: () => clearInterval(tick),
  };
}
