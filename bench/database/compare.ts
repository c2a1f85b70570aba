/**
 * Times two ways of doing something. They take turns, so that other work of the machine slows both down alike. Prints
 * the median and the 95th percentile of each in milliseconds, and the ratio of the second median to the first.
 */
export async function compare(
  what: string,
  rounds: number,
  ways: Record<string, () => Promise<unknown>>,
): Promise<void> {
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = -20; round < rounds; round++)
    for (const [name, way] of Object.entries(ways)) {
      const started = performance.now();
      await way();
      // The first 20 rounds warm up and do not count.
      if (round >= 0) times.get(name)?.push(performance.now() - started);
    }
  console.log(`\n${what}`);
  const medians: number[] = [];
  for (const [name, taken] of times) {
    taken.sort((a, b) => a - b);
    const at = (share: number) => taken[Math.floor((taken.length - 1) * share)] ?? 0;
    medians.push(at(0.5));
    console.log(`  ${name.padEnd(12)} median ${at(0.5).toFixed(2)} ms, 95 % ${at(0.95).toFixed(2)} ms`);
  }
  console.log(`  ratio        ${((medians[1] ?? 0) / (medians[0] ?? 1)).toFixed(2)}`);
}
