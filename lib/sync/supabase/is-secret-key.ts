import { claimsOf } from '../wire/token-claims.ts';

/** The secret key may do everything and must not be in a browser. A new one says so by its prefix, an old one by its role. */
export function isSecretKey(key: string): boolean {
  return key.startsWith('sb_secret_') || claimsOf(key)['role'] === 'service_role';
}
