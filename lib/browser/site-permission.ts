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

/** Calls `changed` whenever Baton gets or loses a permission. Returns what ends that. */
export function watchPermissions(changed: () => void): () => void {
  const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) event.addListener(changed);
  return () => {
    for (const event of events) event.removeListener(changed);
  };
}
