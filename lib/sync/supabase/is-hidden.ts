import type { Fetch } from './refuse-redirects.ts';

/**
 * Whether something answers that the browser keeps from an extension, as it does with the page of a paused project, which
 * has no CORS headers. Asked after a call failed. The network may have failed for just that moment: so first something
 * has to come through unread, and then still nothing that can be read.
 */
export async function isHidden(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  fetch: Fetch,
  limit: number,
): Promise<boolean> {
  const { href } = new URL(input instanceof Request ? input.url : input);
  const address = href.replace(/\/(auth|rest|functions)\/v1\/.*$/, '/auth/v1/settings');
  const given = new Headers(input instanceof Request ? input.headers : init?.headers).get('apikey');
  const asked = { credentials: 'omit', cache: 'no-store' } as const;
  try {
    await fetch(address, { ...asked, mode: 'no-cors', signal: AbortSignal.timeout(limit) });
  } catch {
    return false;
  }
  try {
    const headers = given === null ? {} : { apikey: given };
    await fetch(address, { ...asked, headers, redirect: 'manual', signal: AbortSignal.timeout(limit) });
    return false;
  } catch {
    return true;
  }
}
