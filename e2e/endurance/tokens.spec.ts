import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** Seconds until a token expires; `BATON_TOKEN_LIFE` sets another number. */
const tokenSeconds = Number(process.env['BATON_TOKEN_LIFE'] ?? 5);
const tokensPerBrowser = 3;
const timeout = tokensPerBrowser * tokenSeconds * 1000 + 300_000;

let backend: Backend;
let pair: Pair;

beforeAll(async () => {
  backend = await startBackend({ auth: { jwt_expiry: tokenSeconds } });
  pair = await openPair(backend);
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

/** The access token that this browser has on disk. */
async function token(profile: Profile): Promise<{ access_token: string; expires_at: number }> {
  const page = await profile.quietPage();
  return page.evaluate(`chrome.storage.local.get().then((stored) =>
    JSON.parse(stored[Object.keys(stored).find((key) => key.startsWith('session '))]))`) as never;
}

describe('a session that outlives its tokens', () => {
  it(
    `ENDURE-1 ENDURE-6 goes on after ${tokensPerBrowser} tokens have expired, and changes arrive after each`,
    async () => {
      const { a, b } = pair;
      await pressInPopup(a, 'Start');
      await waitForBadge(b, /^\d+$/);
      const seen = new Set<string>();
      for (let round = 0; round < tokensPerBrowser; round += 1) {
        const [here, there] = await Promise.all([token(a), token(b)]);
        for (const { access_token } of [here, there]) seen.add(access_token);
        const over = Math.max(here.expires_at, there.expires_at) * 1000;
        await waitUntil('both tokens have expired', () => Date.now() > over, {
          timeout: tokenSeconds * 1000 + 5000,
        });
        const [one, other] = round % 2 === 0 ? [a, b] : [b, a];
        await pressInPopup(one, 'Pause');
        await waitForPausedBadge(other);
        await pressInPopup(other, 'Resume');
        await waitForBadge(one, /^\d+$/);
      }
      expect(seen.size).toBe(2 * tokensPerBrowser);
      const { acts, state } = await expectAgreement(pair);
      expect(acts).toHaveLength(1 + 2 * tokensPerBrowser);
      expect(state).toBe('running');
    },
    timeout,
  );
});
