import { errorOf } from './guarded-fetch.ts';
import { reasonOf } from './failure.ts';
import type { ServerAddress } from './login-storage.ts';
import { refuseRedirects, type Fetch } from './refuse-redirects.ts';

/**
 * Whether the server wants a CAPTCHA of whoever signs in by e-mail. Its settings do not tell. It says so to a sign-in
 * that names nobody, before it looks at what is missing. False where it cannot be asked.
 */
export async function probeCaptcha(
  { url, key }: ServerAddress,
  fetch: Fetch,
  limit = 10_000,
): Promise<boolean> {
  try {
    const response = await refuseRedirects(fetch)(
      `${url.replace(/\/+$/, '')}/auth/v1/token?grant_type=password`,
      {
        method: 'POST',
        headers: { apikey: key, 'Content-Type': 'application/json' },
        body: '{}',
        signal: AbortSignal.timeout(limit),
      },
    );
    return !response.ok && reasonOf(await errorOf(response)) === 'captcha_needed';
  } catch {
    return false;
  }
}
