import { isWebAddress } from './site.ts';

/**
 * The page that stands in for a blocked one has the address of that in its own fragment. This reads it. Null if it is
 * not an address that the page may lead to.
 */
export function readBlockedAddress(fragment: string): URL | null {
  const url = URL.parse(fragment.replace(/^#/, ''));
  if (!url || !isWebAddress(url)) return null;
  // A user name before the host is more often there to mislead than to sign in.
  url.username = '';
  url.password = '';
  return url;
}
