import { createHmac, timingSafeEqual } from 'node:crypto';

export type Claims = { role: string; exp: number; sub?: string } & Record<string, unknown>;
export type Refusal = 'malformed' | 'signature' | 'expired' | 'claims';

/** Makes a JWT with HS256, as Supabase does. `iat` and `exp` are seconds since the epoch. */
export function signJwt(claims: Record<string, unknown>, secret: string): string {
  const head = encode(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));
  const body = encode(JSON.stringify(claims));
  return `${head}.${body}.${signature(`${head}.${body}`, secret)}`;
}

/**
 * Returns the claims of a token, or why it is refused. `now` is in seconds since the epoch. For an expired token,
 * `expiredFor` says how many whole seconds ago, because the real server tells that.
 */
export function verifyJwt(
  token: string,
  secret: string,
  now: number,
): { claims: Claims } | { refused: Refusal; expiredFor: number } {
  const [head = '', body = '', given = ''] = token.split('.');
  const claims = decode(body);
  if (!claims || decode(head)?.['alg'] !== 'HS256' || token.split('.').length !== 3)
    return { refused: 'malformed', expiredFor: 0 };
  if (!same(given, signature(`${head}.${body}`, secret))) return { refused: 'signature', expiredFor: 0 };
  const { exp, role } = claims;
  if (typeof exp !== 'number' || typeof role !== 'string') return { refused: 'claims', expiredFor: 0 };
  if (exp <= now) return { refused: 'expired', expiredFor: Math.floor(now - exp) };
  return { claims: { ...claims, role, exp } };
}

function encode(text: string) {
  return Buffer.from(text).toString('base64url');
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function signature(text: string, secret: string) {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function same(a: string, b: string) {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
