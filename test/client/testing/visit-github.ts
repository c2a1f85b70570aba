import { randomUUID } from 'node:crypto';
import type { ProviderSignIn } from '../../../lib/sync/supabase/provider-sign-in.ts';

const redirect = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

export const newVisit = (): ProviderSignIn => ({
  provider: 'github',
  redirect,
  verifier: randomUUID() + randomUUID(),
});

/** Follows redirects, presses a button on the provider's page, and stops before an address outside this machine. */
export async function visitGithub(
  backend: { url: string },
  address: string,
  answer: 'authorize' | 'cancel' = 'authorize',
): Promise<string> {
  let at = address;
  for (;;) {
    let response = await fetch(at, { redirect: 'manual' });
    if (response.status === 200 && new URL(at).pathname === '/login/oauth/authorize') {
      response = await fetch(at, {
        method: 'POST',
        body: new URLSearchParams({ answer }),
        redirect: 'manual',
      });
    }
    const next = response.headers.get('Location');
    if (next === null) throw new Error(`${at} leads nowhere: ${response.status} ${await response.text()}`);
    at = new URL(next, at).href;
    const { origin, pathname } = new URL(at);
    if (origin === new URL(redirect).origin || (origin === backend.url && pathname === '/')) return at;
  }
}
