/** A site with its subdomains, as the browser's permissions and searches for tabs name it. */
export function originOf(site: string): string {
  return `*://${/^[\d.]+$/.test(site) ? '' : '*.'}${site}/*`;
}
