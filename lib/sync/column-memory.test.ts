import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Change } from '../store/rows.ts';
import { device as aDevice, task } from '../store/testing/rows.ts';
import { createTestWorld, failingDevice } from './testing/test-world.ts';
import { encodeChange } from './wire/codec.ts';

type Named = { chosen_name?: string | null };

function onWire(id: string, row: Named) {
  const wire = encodeChange(aDevice({ id, ...row }));
  return { table: wire.table, row: { ...wire.row, id } };
}

const laptop = (row: Named = {}) => onWire('laptop', row);
const desk = (row: Named = {}) => onWire('desk', row);

test('SYNC-38 rows that were stored without a column that the server has by now are read once more', async () => {
  const { device, server } = createTestWorld({ columns: [] });
  const { ledger, loop } = await device();
  // A server of the previous version has no such column.
  server.plant('ada', laptop());
  server.plant('ada', desk());
  await loop.syncNow();
  expect(await ledger.get('devices', 'desk')).not.toHaveProperty('chosen_name');
  // The server gets it. A browser of the previous version stores the row without it, and is updated.
  const { cursor, epoch } = await ledger.cursor();
  server.plant('ada', desk({ chosen_name: 'Work' }));
  await ledger.absorb([aDevice({ id: 'desk' }), task({ id: 'known' })], { cursor: cursor + 1, epoch });
  await ledger.record([task({ id: 'mine' })]);
  server.plant('ada', laptop({ chosen_name: null }));
  await loop.syncNow();
  expect(await ledger.get('devices', 'desk')).toMatchObject({ chosen_name: 'Work' });
  expect(await ledger.get('devices', 'laptop')).toMatchObject({ chosen_name: null });
  expect(await ledger.all('tasks')).toHaveLength(2);
  expect(await ledger.waitingCount()).toBe(0);
  expect(await ledger.cursor()).toEqual({ cursor: cursor + 3, epoch });
});

test.each([
  { what: 'has no new column', row: {} },
  { what: 'had them all when this ledger was filled', row: { chosen_name: null } },
])('SYNC-38 nothing is read twice where the server $what', async ({ row }) => {
  const world = createTestWorld();
  const { loop, ledger, calls } = await failingDevice(world);
  world.server.plant('ada', laptop(row));
  await loop.syncNow();
  world.server.plant('ada', desk(row));
  await loop.syncNow();
  expect(await ledger.all('devices')).toHaveLength(2);
  expect(calls).toHaveLength(2);
});

test('TAG-6 tags that the server has no place for stay, and reach other devices once it has one', async () => {
  const { device, server } = createTestWorld();
  const inner = await device();
  let isOld = true;
  const without = (changes: Change[]): Change[] =>
    changes.map((change) => {
      if (change.table !== 'tasks') return change;
      const { tags: _, ...row } = change.row;
      return { table: 'tasks', row };
    });
  const { ledger, loop } = await device({
    deps: {
      remote: {
        async sync(cursor, changes) {
          if (!isOld) return inner.remote.sync(cursor, changes);
          const result = await inner.remote.sync(cursor, without(changes));
          if (!result.ok) return result;
          const { columns: _, ...reply } = result.value;
          return { ok: true, value: { ...reply, rows: without(reply.rows) } };
        },
      },
    },
  });
  await ledger.record([task({ tags: 'home', edited: { tags: 5 } })]);
  await loop.syncNow();
  expect(await ledger.get('tasks', 'task')).toMatchObject({ tags: 'home' });
  expect(await ledger.waitingCount()).toBe(0);
  expect(server.rows('ada').get('tasks task')).toMatchObject({ tags: '' });
  isOld = false;
  await loop.syncNow();
  expect(server.rows('ada').get('tasks task')).toMatchObject({ tags: 'home' });
  expect(await ledger.get('tasks', 'task')).toMatchObject({ tags: 'home' });
  expect(await ledger.waitingCount()).toBe(0);
});
