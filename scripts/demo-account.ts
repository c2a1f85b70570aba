import type { Profile } from '../e2e/fixtures/profile.ts';
import { until } from '../e2e/fixtures/until.ts';

export const demoAccount = { email: 'demo@baton.example', password: 'baton-demo-2026' };

/** Makes the demo account on a backend, where it is not there yet. */
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

/** Signs a profile in, unless it still is from an earlier run, and waits until it is in step with the server. */
export async function signInDemo(profile: Profile): Promise<void> {
  const status = await until('the background has said how it stands', () => profile.status());
  if (status.account?.email !== demoAccount.email) {
    const answer = await profile.send({ type: 'sign-in', ...demoAccount });
    if (!answer.ok) throw new Error(`Signing in failed: ${answer.reason} ${answer.detail ?? ''}`);
  }
  await until(
    'the profile is in step with the server',
    async () => (await profile.status())?.link === 'synced',
  );
}
