import { browser } from 'wxt/browser';
import { originOf } from './origin.ts';

/** Which of some sites this browser does not let Baton turn away yet. */
export async function sitesNotPermitted(sites: readonly string[]): Promise<string[]> {
  const has = await Promise.all(
    sites.map((site) => browser.permissions.contains({ origins: [originOf(site)] })),
  );
  return sites.filter((_, place) => !has[place]);
}

/** Asks the person for these sites in one question. To be called by a click, before anything is waited for. */
export function askForSites(sites: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: sites.map(originOf) });
}

/** Gives back what is not needed any more. */
export async function giveBackSite(site: string): Promise<void> {
  await browser.permissions.remove({ origins: [originOf(site)] }).catch(() => false);
}

/** Calls back whenever the browser lets Baton do more or less than before; returns the end of watching. */
export function watchPermissions(changed: () => void): () => void {
  const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) event.addListener(changed);
  return () => {
    for (const event of events) event.removeListener(changed);
  };
}
