import { v5 } from 'uuid';
import { encodeChange } from '../lib/sync/wire/codec.ts';
import type { Profile } from '../e2e/testing/browsers/profile.ts';
import { waitUntil } from '../e2e/testing/waiting/wait-until.ts';
import { demoHistory } from './demo-history.ts';

export const demoAccount = { email: 'demo@baton.example', password: 'baton-demo-2026' };

interface DemoBackend {
  url: string;
  publishable_key: string;
  secret_key: string;
}

/** The namespace of the ids of the demo's rows. */
const namespace = '5f0c6e54-6b0b-4d3c-9c39-0c3e9d4f5b1a';
/** How many changes one call carries at most. */
const batch = 200;

/** Makes the demo account on a backend, with a history, if it is not there yet. */
export async function signUpDemo(backend: DemoBackend): Promise<void> {
  const response = await post(backend, '/auth/v1/signup', demoAccount);
  if (response.ok) {
    const { access_token, user } = (await response.json()) as { access_token: string; user: { id: string } };
    return sendHistory(backend, access_token, user.id);
  }
  const answer = await response.text();
  if (!answer.includes('user_already_exists'))
    throw new Error(`The demo account could not be made: ${response.status} ${answer}`);
}

/** Sends what the demo did before, as a browser sends it. */
async function sendHistory(backend: DemoBackend, token: string, account: string): Promise<void> {
  const derive = (name: string) => v5(name, namespace);
  const changes = demoHistory({ now: Date.now(), account, derive }).map(encodeChange);
  const device = { id: derive('device'), name: 'Demo', platform: '' };
  for (let from = 0; from < changes.length; from += batch) {
    const body = { cursor: 0, changes: changes.slice(from, from + batch), device };
    const response = await post(backend, '/rest/v1/rpc/sync', body, token);
    const answer = (await response.json()) as { rejected?: unknown[]; message?: string };
    if (!response.ok || answer.rejected?.length !== 0)
      throw new Error(`The history of the demo was refused: ${JSON.stringify(answer.rejected ?? answer)}`);
  }
  // It was never a browser, so it is not in the list of them. Ending its login instead would make the hints of the
  // first hour carry no rows.
  const removed = await fetch(`${backend.url}/rest/v1/devices?id=eq.${device.id}`, {
    method: 'DELETE',
    headers: { apikey: backend.secret_key },
  });
  if (!removed.ok) throw new Error(`The demo could not leave the list: ${await removed.text()}`);
}

function post({ url, publishable_key }: DemoBackend, path: string, body: unknown, token?: string) {
  return fetch(url + path, {
    method: 'POST',
    headers: {
      apikey: publishable_key,
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
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
