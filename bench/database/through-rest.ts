import { randomUUID } from 'node:crypto';
import { startBackend } from '../../supabase/local/backend.ts';
import type { Times } from '../table/ratios.ts';
import { inTurns } from './in-turns.ts';
import { checkpointRow } from './person.ts';

/** sync() of one checkpoint against a bare insert of one, both through the API. */
export async function measureThroughRest(url: string, rounds: number): Promise<Times[]> {
  const backend = await startBackend({ db: url });
  try {
    const request = async (path: string, body: unknown, headers: Record<string, string>) => {
      const response = await fetch(`${backend.url}${path}`, {
        method: 'POST',
        headers: { apikey: backend.publishable_key, 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Record<string, unknown>;
    };
    const account = { email: `${randomUUID()}@example.test`, password: 'correct horse' };
    const { access_token } = await request('/auth/v1/signup', account, {});
    const headers = { Authorization: `Bearer ${String(access_token)}` };
    const device = { id: randomUUID(), name: 'Bench', platform: 'Node' };
    let cursor = 0;
    return await inTurns(rounds, {
      base: async () =>
        request('/rest/v1/pomodoro_checkpoints', checkpointRow(), {
          ...headers,
          Prefer: 'return=representation',
        }),
      figure: async () => {
        const changes = [{ table: 'pomodoro_checkpoints', row: checkpointRow() }];
        const reply = await request('/rest/v1/rpc/sync', { cursor, changes, device }, headers);
        cursor = Number(reply['cursor']);
      },
    });
  } finally {
    await backend.stop();
  }
}
