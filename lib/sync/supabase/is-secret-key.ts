import { jsonFields } from '../wire/json-fields.ts';

/** The secret key may do everything and must not be in a browser. A new one says so by its prefix, an old one by its role. */
export function isSecretKey(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  const [, claims = ''] = key.split('.');
  try {
    const text = atob(claims.replaceAll('-', '+').replaceAll('_', '/'));
    return jsonFields(JSON.parse(text)).role === 'service_role';
  } catch {
    return false;
  }
}
