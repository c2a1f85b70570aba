import type { Profile } from '../e2e/testing/browsers/profile.ts';
import { waitUntil } from '../e2e/testing/waiting/wait-until.ts';

export const demoAccount = { email: 'demo@baton.example', password: 'baton-demo-2026' };

/** Makes the demo account on a backend, if it is not there yet. */
export async function signUpDemo(backend: { url: string; publishable_key: string }): Promise<void> {
  const response = await fetch(`${backend.url}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: backend.publishable_key, 'content-type': 'application/json' },
    body: JSON.stringify(demoAccount),
  });
  if (response.ok) return;
  const answer = await response.text();
  if (!answer.includes('user_already_exists'))
    throw new Error(`The demo account could not be made: ${response.status} ${answer}`);
}

/**
 * Signs a profile in and waits until it has synced. It signs in each time, since the login of an earlier run may be
 * for another port.
 */
export async function signInDemo(profile: Profile): Promise<void> {
  const answer = await profile.send({ type: 'sign-in', ...demoAccount });
  if (!answer.ok) throw new Error(`Signing in failed: ${answer.reason} ${answer.detail ?? ''}`);
  await waitUntil('the profile has synced', async () => (await profile.status())?.link === 'synced');
}
