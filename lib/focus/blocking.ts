import type { Settings } from '../timer/settings.ts';
import type { TimerView } from '../timer/view.ts';
import { hasPass, type Passes } from './pass.ts';
import { siteOfHost } from './site.ts';

/** What the browser has to block now. */
export interface Blocking {
  /** The subdomains of each are blocked too. */
  sites: string[];
  /** Sites that have a pass. They may be subdomains of one of `sites`. */
  allowed: string[];
  /** When the first of the passes ends, or null if there is none. */
  nextPassEnd: number | null;
}

/** Whether focus mode blocks sites at the moment, whatever passes there are. */
export function isBlockingOn({ state, phase }: TimerView, { focus_mode, sites }: Settings): boolean {
  return focus_mode && state === 'running' && phase === 'work' && sites.length > 0;
}

/** What to block at `now` by this machine's own clock, or null for nothing. */
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

/** Whether an address is blocked. */
export function isBlocked(address: string, { sites, allowed }: Blocking): boolean {
  const site = siteOfHost(URL.parse(address)?.hostname ?? '', [...sites, ...allowed]);
  return site !== undefined && sites.includes(site);
}
