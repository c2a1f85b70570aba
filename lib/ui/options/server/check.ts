/** What is wrong with an address and a key, found without asking the server. A catalogue key under `server.`. */
export type ServerComplaint = 'bad_url' | 'missing_key' | 'secret_key';

export interface Server {
  url: string;
  key: string;
}

/** Reads what was typed or pasted. The address loses what follows its path, the key its spaces. */
export function checkServer(typed: Server): { server: Server } | { complaint: ServerComplaint } {
  const url = readAddress(typed.url);
  const key = typed.key.replaceAll(/\s/g, '');
  if (url === null) return { complaint: 'bad_url' };
  if (isSecret(key)) return { complaint: 'secret_key' };
  const isPublishable = key.startsWith('sb_publishable_') || readRole(key) !== null;
  return isPublishable ? { server: { url, key } } : { complaint: 'missing_key' };
}

/**
 * Whether what is sent to an address can be read on the way. What goes to this machine itself is on no way, whatever
 * host names it has.
 */
export function isReadOnTheWay(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(hostname);
}

function readAddress(typed: string): string | null {
  const url = URL.parse(typed.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

/** Such a key goes past row level security, so it must not be in a browser. */
function isSecret(key: string): boolean {
  return key.startsWith('sb_secret_') || readRole(key) === 'service_role';
}

/** The role of an old key, which is a JWT. Null where the key is none. */
function readRole(key: string): string | null {
  const payload = /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/.exec(key)?.[1];
  if (payload === undefined) return null;
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null || !('role' in claims)) return null;
    return typeof claims.role === 'string' ? claims.role : null;
  } catch {
    return null;
  }
}
