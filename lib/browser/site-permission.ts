import { browser } from 'wxt/browser';
import { matchPattern } from './match-pattern.ts';

/** The sites that Baton has no permission to block in this browser. */
export async function sitesNotPermitted(sites: readonly string[]): Promise<string[]> {
  const has = await Promise.all(
    sites.map((site) => browser.permissions.contains({ origins: [matchPattern(site)] })),
  );
  return sites.filter((_, place) => !has[place]);
}

/** Asks the person for these sites in one question. Call this in a click, before anything is awaited. */
export function askForSites(sites: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: sites.map(matchPattern) });
}

/** Gives the permission for a site back. */
export async function giveBackSite(site: string): Promise<void> {
  await browser.permissions.remove({ origins: [matchPattern(site)] }).catch(() => false);
}

/** Gives back every permission for a single site that is not one of these. */
export async function giveBackOtherSites(sites: readonly string[]): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const kept = sites.map(matchPattern);
  const others = origins.filter((origin) => !kept.includes(origin) && namesHost.test(origin));
  // One by one: what the browser gives for good is refused, and would keep the rest.
  await Promise.all(
    others.map((origin) => browser.permissions.remove({ origins: [origin] }).catch(() => false)),
  );
}

/** Not `*://*` + `/*` and its like, which tell nothing of a person. */
const namesHost = /^[^:]+:\/\/(\*\.)?[^*/]/;

/** Calls `changed` whenever Baton gets or loses a permission. Returns what ends that. */
export function watchPermissions(changed: () => void): () => void {
  const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) event.addListener(changed);
  return () => {
    for (const event of events) event.removeListener(changed);
  };
}
