import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createServerModel } from '../../test/server-model/server-model.ts';
import { task } from '../store/testing/rows.ts';
import { fetchAll } from './fetch-all.ts';
import type { Remote } from './remote.ts';
import { createTestDevice } from './testing/test-device.ts';
import { createVirtualTime } from './testing/virtual-time.ts';

async function twoDevices() {
  const time = createVirtualTime();
  const server = createServerModel({ now: time.now });
  const [here, elsewhere] = await Promise.all([
    createTestDevice({ server, time }),
    createTestDevice({ server, time }),
  ]);
  await elsewhere.ledger.record([task({ id: 'theirs' })]);
  await elsewhere.loop.syncNow();
  await here.ledger.record([task({ id: 'ours' })]);
  return here;
}

test('SYNC-19 everything of the server is absorbed, and nothing of this device is sent', async () => {
  const { ledger, remote, clock } = await twoDevices();
  const sent: number[] = [];
  const counting: Pick<Remote, 'sync'> = {
    sync(cursor, changes) {
      sent.push(changes.length);
      return remote.sync(cursor, changes);
    },
  };
  expect(await fetchAll({ ledger, remote: counting, clock })).toBeNull();
  expect((await ledger.all('tasks')).map(({ id }) => id).sort()).toEqual(['ours', 'theirs']);
  expect(Math.max(...sent)).toBe(0);
});

test('SYNC-19 a failure is returned', async () => {
  const { ledger, clock } = await twoDevices();
  const failure = { kind: 'offline', detail: 'No route.' } as const;
  const remote = { sync: () => Promise.resolve({ ok: false as const, failure }) };
  expect(await fetchAll({ ledger, remote, clock })).toEqual(failure);
});
