/** The match pattern of a site with its subdomains, for permissions and for searches of tabs. */
export function matchPattern(site: string): string {
  return `*://${/^[\d.]+$/.test(site) ? '' : '*.'}${site}/*`;
}
