import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { connect, type Database } from '../../supabase/local/connect.ts';
import { holdSlot, killFollower } from '../../supabase/local/testing/make-deaf.ts';
import { openRaw } from '../../supabase/local/testing/raw-socket.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { byRole } from '../testing/pages/by-role.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const minutes = /^2[345]$/;

let backend: Backend;
let pair: Pair;
let sql: Database;
let other: Database;

beforeAll(async () => {
  backend = await startBackend({ gateway: { recovery: 500, longestRecovery: 500 } });
  pair = await openPair(backend);
  sql = connect(backend.db_url);
  other = connect(backend.db_url);
});

afterAll(async () => {
  await pair?.close();
  await sql?.end();
  await other?.end();
  await backend?.stop();
});

/** Waits until the sync light in the popup of this browser says so. */
async function lightSays(profile: Profile, text: string): Promise<void> {
  await byRole(await profile.popup(), 'button', text).wait();
}

/** Has the gateway deliver so much that it delivers nothing any more. */
async function exceedRate(): Promise<void> {
  const probe = await openRaw(backend.url, { apikey: backend.publishable_key, vsn: '2.0.0' });
  probe.send('1', '1', 'realtime:probe', 'phx_join', { config: { private: false } });
  await probe.next();
  await sql`select realtime.send('{}', 'noise', 'noise', false) from generate_series(1, 20000)`;
  await waitUntil('nothing is delivered', async () => {
    probe.inbox.length = 0;
    await sql`select realtime.send('{}', 'probe', 'probe', false)`;
    await sql`select pg_sleep(0.2)`;
    return probe.inbox.length === 0;
  });
  probe.close();
}

describe('a channel that brings nothing, and does not say so', () => {
  it('ENDURE-9 a killed replication whose slot another session holds: acts come late, the light says so until it is back', async () => {
    const { a, b } = pair;
    await pressInPopup(a, 'Start');
    await waitForBadge(b, minutes);
    const slot = await holdSlot(other);
    await killFollower(sql);
    await waitUntil('another session holds the slot', () => slot.isHeld());
    await pressInPopup(a, 'Pause');
    await waitForPausedBadge(b);
    await lightSays(b, 'Live updates are late');
    await slot.end();
    await lightSays(b, 'Synced');
    await pressInPopup(b, 'Resume');
    await waitForBadge(a, minutes);
  });

  it('ENDURE-9 a tenant above its rate: acts come late', async () => {
    const { a, b } = pair;
    await exceedRate();
    await pressInPopup(a, 'Stop');
    await waitForBadge(b, '');
    const { acts } = await expectAgreement(pair);
    expect(acts.map((act) => act.checkpoint_type)).toEqual(['start', 'pause', 'resume', 'stop']);
  });
});
