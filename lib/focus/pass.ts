/** The end of each site's pass, by site: milliseconds since the epoch by this machine's own clock. */
export type Passes = Readonly<Record<string, number>>;

/** How long a pass lasts, in milliseconds. */
export const passLength = 5 * 60_000;

/** A pass that ends later than one given now would was given before the clock was set back. It does not count. */
export function hasPass(site: string, passes: Passes, now: number): boolean {
  const left = (passes[site] ?? 0) - now;
  return left > 0 && left <= passLength;
}
