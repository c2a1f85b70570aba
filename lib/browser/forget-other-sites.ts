import { giveBackOtherSites } from './site-permission.ts';
import { keepPasses } from './storage/passes.ts';

/**
 * Removes what this browser has of sites that are on nobody's list any more, outside of the list itself. The browser's
 * rules follow the list anyway (`createSiteBlocker`).
 */
export async function forgetOtherSites(sites: readonly string[]): Promise<void> {
  await Promise.all([giveBackOtherSites(sites), keepPasses(sites)]);
}
