/**
 * What a server is known by here: its address as the browser writes it, without a slash at its end. Two addresses of
 * one project are two servers, until the project shows that it is the same one.
 */
export function serverName(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/+$/, '');
}
