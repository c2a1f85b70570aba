import { isSite } from '../timer/settings.ts';

/**
 * Reads what was typed or pasted as a site: a host in ASCII, as the network has it, without `www.`, port and path. Null
 * if it is not a site.
 */
export function readSite(typed: string): string | null {
  const text = typed.trim().replace(/^(\*:\/\/)?(\*\.)?/, '');
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  if (!hasScheme && text.includes('@')) return null;
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (!url || !isWebAddress(url)) return null;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\.(?=.+\.)/, '');
  return isSite(host) ? host : null;
}

/** The site that a host belongs to. If it belongs to several, the longest. */
export function siteOfHost(host: string, sites: readonly string[]): string | undefined {
  const dotted = `.${host.replace(/\.$/, '')}`;
  return sites
    .filter((site) => dotted.endsWith(`.${site}`))
    .reduce<string | undefined>((best, site) => (site.length > (best ?? '').length ? site : best), undefined);
}

/** Whether an address is one of the web. */
export function isWebAddress({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}
