import { jsonFields } from '../wire/json-fields.ts';
import type { ServerAddress } from './login-storage.ts';
import { refuseRedirects, type Fetch } from './refuse-redirects.ts';

/** Whether the server has the Edge Function `pair`. It has none where it cannot be asked. */
export async function probePair({ url, key }: ServerAddress, fetch: Fetch, limit = 5000): Promise<boolean> {
  try {
    const response = await refuseRedirects(fetch)(`${url.replace(/\/+$/, '')}/functions/v1/pair`, {
      headers: { apikey: key },
      cache: 'no-store',
      signal: AbortSignal.timeout(limit),
    });
    return response.ok && jsonFields(await response.json()).pair === 1;
  } catch {
    return false;
  }
}
