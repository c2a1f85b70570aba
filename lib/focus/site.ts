import { isSite } from '../timer/settings.ts';

/**
 * The site that was typed or pasted, as the list holds it: a host in the letters that the network knows, without
 * `www.`, port and path. Null where it is none.
 */
export function readSite(typed: string): string | null {
  const text = typed.trim().replace(/^(\*:\/\/)?(\*\.)?/, '');
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  if (!hasScheme && text.includes('@')) return null;
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (!url || !isWeb(url)) return null;
  const host = url.hostname.replace(/\.$/, '').replace(/^www\.(?=.+\.)/, '');
  return isSite(host) ? host : null;
}

/**
 * The address that a blocked page was opened for, from the fragment of its own. Null where it is none that a page of
 * Baton would lead to.
 */
export function readBlockedAddress(fragment: string): URL | null {
  const url = URL.parse(fragment.replace(/^#/, ''));
  if (!url || !isWeb(url)) return null;
  // What stands before the host is there to mislead more often than to sign in.
  url.username = '';
  url.password = '';
  return url;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}
