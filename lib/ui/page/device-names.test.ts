import { expect, it } from 'vitest';
import { deviceRow } from '../../store/testing/rows.ts';
import { deviceNames } from './device-names.ts';

const chrome = 'Chrome · Windows';
const first = deviceRow({ id: 'b', name: chrome, created_at: 1 });
const second = deviceRow({ id: 'a', name: chrome, created_at: 2 });
const firefox = deviceRow({ id: 'c', name: 'Firefox · Linux', created_at: 1 });

it('DEVICE-3 of browsers that call themselves alike all but the first to sync have a number', () => {
  const expected = { a: 'Chrome · Windows 2', b: 'Chrome · Windows', c: 'Firefox · Linux' };
  for (const order of [
    [first, second, firefox],
    [firefox, second, first],
  ])
    expect(Object.fromEntries(deviceNames(order))).toEqual(expected);
  // Both at the same moment: every browser still tells them apart in the same way.
  const twins = [first, { ...second, created_at: 1 }];
  expect(deviceNames(twins)).toEqual(deviceNames(twins.toReversed()));
  expect(deviceNames(twins).get('b')).toBe('Chrome · Windows 2');
});

it('DEVICE-3 what is done to one browser changes nothing in what another is called', () => {
  for (const change of [{ removed_at: 5 }, { chosen_name: 'Work' }, { last_seen: 9 }])
    expect(deviceNames([{ ...first, ...change }, second]).get('a')).toBe('Chrome · Windows 2');
});

it('DEVICE-2 a chosen name counts before every other', () => {
  expect(deviceNames([first, { ...second, chosen_name: 'Kitchen' }]).get('a')).toBe('Kitchen');
  expect(deviceNames([first, { ...second, chosen_name: null }]).get('a')).toBe('Chrome · Windows 2');
});

it('DEVICE-3 rows of an earlier version, whose order is not known, have no number and take none', () => {
  const { created_at: _, ...older } = first;
  expect([...deviceNames([older, second]).values()]).toEqual([chrome, chrome]);
});
