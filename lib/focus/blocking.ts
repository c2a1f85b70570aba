import type { Settings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';

/** Until when (this machine's own time, milliseconds) a site is open during focus, by site. */
export type Passes = Readonly<Record<string, number>>;

/** What the browser has to turn away now. */
export interface Blocking {
  /** With all their subdomains. */
  sites: string[];
  /** Open for the moment, though they may belong to one of `sites`. */
  allowed: string[];
  /** When the first of those passes ends, or null where there is none. */
  nextPassEnd: number | null;
}

/** How long (milliseconds) a pass lasts. */
export const passLength = 5 * 60_000;

/** Whether the listed sites are to be closed; passes are not asked. */
export function isBlockingOn({ state, phase }: TimerView, { focus_mode, sites }: Settings): boolean {
  return focus_mode && state === 'running' && phase === 'work' && sites.length > 0;
}

/** A pass that ends later than one given now can is one of a clock that was set back: it counts for nothing. */
export function hasPass(site: string, passes: Passes, now: number): boolean {
  const left = (passes[site] ?? 0) - now;
  return left > 0 && left <= passLength;
}

/** What to block at `now`, this machine's own time; null is nothing. */
export function blockingAt(
  view: TimerView,
  settings: Settings,
  passes: Passes,
  now: number,
): Blocking | null {
  if (!isBlockingOn(view, settings)) return null;
  const allowed = settings.sites.filter((site) => hasPass(site, passes, now));
  return {
    sites: settings.sites.filter((site) => !allowed.includes(site)),
    allowed,
    nextPassEnd: allowed.length > 0 ? Math.min(...allowed.map((site) => passes[site] ?? now)) : null,
  };
}

/** The one of some sites that a host belongs to: the longest, if several. */
export function siteOfHost(host: string, sites: readonly string[]): string | undefined {
  const dotted = `.${host.replace(/\.$/, '')}`;
  return sites
    .filter((site) => dotted.endsWith(`.${site}`))
    .reduce<string | undefined>((best, site) => (site.length > (best ?? '').length ? site : best), undefined);
}

/** Whether an address is one that is blocked now. */
export function isBlocked(address: string, { sites, allowed }: Blocking): boolean {
  const site = siteOfHost(URL.parse(address)?.hostname ?? '', [...sites, ...allowed]);
  return site !== undefined && sites.includes(site);
}
