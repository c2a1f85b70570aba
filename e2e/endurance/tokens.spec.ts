import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { badgeSays } from '../testing/pages/wait-for-badge.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { press } from '../testing/pages/press-in-popup.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { until } from '../testing/waiting/wait-until.ts';

/** `BATON_TOKEN_LIFE` lets tokens live longer, in seconds. */
const life = Number(process.env['BATON_TOKEN_LIFE'] ?? 5);
const lives = 3;
const timeout = lives * life * 1000 + 300_000;

let backend: Backend;
let pair: Pair;

beforeAll(async () => {
  backend = await startBackend({ auth: { jwt_expiry: life } });
  pair = await openPair(backend);
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

/** The access token that this browser has on disk. */
async function token(profile: Profile): Promise<{ access_token: string; expires_at: number }> {
  const page = await profile.neutral();
  return page.evaluate(`chrome.storage.local.get().then((stored) =>
    JSON.parse(stored[Object.keys(stored).find((key) => key.startsWith('session '))]))`) as never;
}

describe('ENDURE-1, ENDURE-6 a session that outlives its tokens', () => {
  it(
    `ENDURE-6 goes on through ${lives} lives of a token, and news arrive after each`,
    async () => {
      const { a, b } = pair;
      await press(a, 'Start');
      await badgeSays(b, /^\d+$/);
      const seen = new Set<string>();
      for (let round = 0; round < lives; round += 1) {
        const [here, there] = await Promise.all([token(a), token(b)]);
        for (const { access_token } of [here, there]) seen.add(access_token);
        const over = Math.max(here.expires_at, there.expires_at) * 1000;
        await until('both tokens have expired', () => Date.now() > over, { timeout: life * 1000 + 5000 });
        const [one, other] = round % 2 === 0 ? [a, b] : [b, a];
        await press(one, 'Pause');
        await badgeSays(other, /❚❚/);
        await press(other, 'Resume');
        await badgeSays(one, /^\d+$/);
      }
      expect(seen.size).toBe(2 * lives);
      const { acts, state } = await expectAgreement(pair);
      expect(acts).toHaveLength(1 + 2 * lives);
      expect(state).toBe('running');
    },
    timeout,
  );
});
