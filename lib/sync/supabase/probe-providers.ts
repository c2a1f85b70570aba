import { providers, type Provider } from '../providers.ts';
import { jsonFields } from '../wire/json-fields.ts';
import type { ServerAddress } from './login-storage.ts';
import { refuseRedirects, type Fetch } from './refuse-redirects.ts';

/** The providers that the server has switched on now. None where it cannot be asked. */
export async function probeProviders(
  { url, key }: ServerAddress,
  fetch: Fetch,
  limit = 10_000,
): Promise<Provider[]> {
  try {
    const response = await refuseRedirects(fetch)(`${url.replace(/\/+$/, '')}/auth/v1/settings`, {
      headers: { apikey: key },
      cache: 'no-store',
      signal: AbortSignal.timeout(limit),
    });
    const external = jsonFields(jsonFields(await response.json())['external']);
    return (Object.keys(providers) as Provider[]).filter((name) => external[name] === true);
  } catch {
    return [];
  }
}
