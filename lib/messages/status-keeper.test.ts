import { expect, test } from 'vitest';
import { createStatusKeeper } from './status-keeper.ts';
import { unknownStatus, type Status } from './status.ts';

function setUp() {
  const written: Status[] = [];
  const failures = { left: 0 };
  const keeper = createStatusKeeper(unknownStatus, async (status) => {
    await Promise.resolve();
    if (failures.left-- > 0) throw new Error('The disk is full.');
    written.push(status);
  });
  return { keeper, written, failures };
}

test('SLEEP-12 a write of the status that fails is told, and does not stop the next one', async () => {
  const { keeper, written, failures } = setUp();
  failures.left = 1;
  const [first, second] = await Promise.allSettled([
    keeper.patch({ clock_offset: 5 }),
    keeper.patch({ device: 'laptop' }),
  ]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  expect(written).toEqual([{ ...unknownStatus, clock_offset: 5, device: 'laptop' }]);
});

test('SLEEP-12 what a failed write lost is written with the next patch, also if that changes nothing', async () => {
  const { keeper, written, failures } = setUp();
  failures.left = 1;
  await expect(keeper.patch({ clock_offset: 5 })).rejects.toThrow('full');
  await keeper.patch({});
  expect(written).toEqual([{ ...unknownStatus, clock_offset: 5 }]);
  await keeper.patch({ clock_offset: 5 });
  expect(written).toHaveLength(1);
});
