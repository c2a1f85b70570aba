import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type Postgres } from '../../supabase/local/postgres.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { startBackendProcess, type BackendProcess } from '../testing/servers/backend-process.ts';
import { waitForBadge, waitForPausedBadge } from '../testing/pages/wait-for-badge.ts';
import { ownPort } from '../testing/servers/own-port.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import { pressInPopup } from '../testing/pages/press-in-popup.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

const minutes = /^2[45]$/;
const more = /^(30|29)$/;

let folder: string;
let postgres: Postgres | undefined;
let backend: BackendProcess;
let pair: Pair;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-outages-'));
  postgres = await startPostgres({ dataDir: join(folder, 'database'), port: await ownPort() });
  backend = await startBackendProcess({ db: postgres.url, data: join(folder, 'backend') });
  pair = await openPair(backend);
});

afterAll(async () => {
  await pair?.close();
  await backend?.kill();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A session that is started before the outage, changed on both sides during it, and ended after it. */
async function useThroughOutage(fail: () => Promise<void>, recover: () => Promise<void>): Promise<void> {
  const { a, b } = pair;
  const before = (await pair.served()).checkpoints.length;
  await pressInPopup(a, 'Start');
  await waitForBadge(b, minutes);
  await fail();
  await pressInPopup(b, '+5 min');
  await waitForBadge(b, more);
  await pressInPopup(a, 'Pause');
  await waitForPausedBadge(a);
  for (const profile of [a, b])
    await waitUntil('it is offline', async () => (await profile.status())?.link !== 'synced', {
      timeout: 60_000,
    });
  await recover();
  await waitForPausedBadge(b);
  await pressInPopup(b, 'Resume');
  await waitForBadge(a, more);
  await pressInPopup(a, 'Stop');
  await waitForBadge(b, /^$/);
  const { acts, sessions } = await expectAgreement(pair);
  const kinds = acts.slice(before).map((act) => act.checkpoint_type);
  expect(kinds).toEqual(['start', 'extend', 'pause', 'resume', 'stop']);
  const [start, , pause, resume, stop] = acts.slice(before).map(({ timestamp }) => timestamp);
  const ran = (pause ?? NaN) - (start ?? NaN) + (stop ?? NaN) - (resume ?? NaN);
  expect(sessions.at(-1)).toMatchObject({ outcome: 'stopped', active_time: ran });
}

describe('a server that goes away in the middle of a session', () => {
  it('ENDURE-1 ENDURE-3 the backend is killed and started again', async () => {
    await useThroughOutage(
      () => backend.kill(),
      () => backend.start(),
    );
  });

  it('ENDURE-1 ENDURE-4 ENDURE-9 the database is restarted, and the backend goes on with its sockets open, deaf', async () => {
    const { port } = new URL(backend.db_url);
    await useThroughOutage(
      async () => postgres?.stop(),
      async () => {
        postgres = await startPostgres({ dataDir: join(folder, 'database'), port: Number(port) });
      },
    );
  });
});
