import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Host } from '../../lib/background/host.ts';
import { openSignedIn, type SignedIn } from '../../lib/background/testing/host.ts';
import { mortalDisk } from '../../lib/background/testing/mortal-disk.ts';
import type { Status } from '../../lib/messages/status.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import type { Table } from '../../lib/store/rows.ts';
import type { Remote } from '../../lib/sync/remote.ts';
import { serverName } from '../../lib/sync/server-name.ts';
import { listTasks } from '../../lib/ui/popup/tasks/order.ts';
import { fillDatabases } from './databases.ts';
import type { Device, Row } from './formats.ts';
import { deviceNames, readDevice } from './read.ts';

const tables: readonly Table[] = ['users', 'tasks', 'pomodoro_sessions', 'pomodoro_checkpoints', 'devices'];

const offline: Remote = {
  sync: () => Promise.resolve({ ok: false, failure: { kind: 'offline', detail: 'Nobody answers.' } }),
  head: () => Promise.resolve({ ok: false, failure: { kind: 'offline', detail: 'Nobody answers.' } }),
  listen: () => () => undefined,
};

function keptRows({ databases }: Device, database: string, table: string): Row[] {
  const stores = databases.find(({ name }) => name === database)?.stores ?? [];
  return (stores.find(({ name }) => name === table)?.entries ?? []).map(({ value }) => value as Row);
}

/** All that today's background makes of what was recorded. */
async function expectWhole(device: Device, status: Status, opened: SignedIn): Promise<void> {
  const { background, status: now } = opened;
  await background.wake('start');
  const database = ledgerName(status.owner);
  const ledger = await openLedger({ name: database });
  for (const table of tables) {
    const held = new Map((await ledger.all(table)).map((row) => [row.id, row]));
    const kept = keptRows(device, database, table);
    for (const row of kept) expect(held.get(row.id)).toEqual(row);
    expect(held.size).toBe(kept.length);
  }
  expect(await ledger.waitingCount()).toBe(device.waiting);
  expect(await ledger.setAsideRows()).toHaveLength(device.aside);
  expect(now().notes).toEqual(status.notes);
  const titles = listTasks(await ledger.all('tasks')).open.map(({ title }) => title.trim());
  expect(titles).toEqual(device.shown.tasks);
  const { view } = await background.toolbarState();
  expect(view.state).toBe(device.shown.isRunning ? 'running' : 'paused');
  expect(Math.abs(view.remaining / 1000 - device.shown.left)).toBeLessThan(10);
  // What is there stays that of the server that was connected, which goes on knowing this browser by its id.
  expect(now()).toMatchObject({ account: status.account, device: status.device });
  if (status.account) {
    const server = serverName(status.server?.url ?? '');
    expect(await ledger.claim('https://other.example', {})).toEqual({ isOurs: false, before: server });
    expect(now().device_ids).toEqual({ '': status.device, [server]: status.device });
  }
  ledger.close();
}

const openOn = (device: Device, status: Status, disk: Partial<Host> = {}): SignedIn =>
  openSignedIn(
    { remote: () => Promise.resolve(offline) },
    { read: () => ({ wall: device.at, steady: 0 }), ...disk },
    status,
  );

test.each(deviceNames)(
  'PREV-4 what the previous version left on disk in %s is all there, and shown as it was',
  async (name) => {
    const device = readDevice(name);
    const status = device.storage['status'] as Status;
    await fillDatabases(device.databases);
    await expectWhole(device, status, openOn(device, status));
  },
);

test.each(deviceNames)(
  'PREV-7 a first start on the data of %s that is killed anywhere loses nothing',
  async (name) => {
    const device = readDevice(name);
    const status = device.storage['status'] as Status;
    let survived = false;
    for (let writes = 0; !survived; writes += 1) {
      await fillDatabases(device.databases);
      const { host, death } = mortalDisk(writes);
      const first = openOn(device, status, host);
      survived = (await Promise.race([first.background.wake('start'), death])) !== 'died';
      await expectWhole(device, first.status(), openOn(device, first.status()));
      expect(writes).toBeLessThan(50);
    }
  },
);
