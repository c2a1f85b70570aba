import { expect, test } from 'vitest';
import type { Device } from '../store/rows.ts';
import { hasOtherDevices, wantsHints, type HintDemand } from './hint-demand.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = 100 * day;

const device = (more: Partial<Device>): Device => ({
  id: 'here',
  name: 'Chromium',
  platform: 'Linux',
  last_seen: now,
  removed_at: null,
  ...more,
});

const demand = (more: Partial<HintDemand>): HintDemand => ({
  now,
  isThere: true,
  pageOpenedAt: null,
  device: 'here',
  devices: [],
  ...more,
});

test.each([
  { when: 'in the last instant of seven days', lastSeen: now - 7 * day + 1, isOther: true },
  { when: 'seven days ago', lastSeen: now - 7 * day, isOther: false },
])('SLEEP-2 another device that was seen $when counts: $isOther', ({ lastSeen, isOther }) => {
  const devices = [device({ id: 'here', last_seen: now }), device({ id: 'there', last_seen: lastSeen })];
  expect(hasOtherDevices(demand({ devices }))).toBe(isOther);
  expect(wantsHints(demand({ devices }))).toBe(isOther);
  expect(wantsHints(demand({ devices, isThere: false }))).toBe(false);
});

test('SLEEP-2 this device, and one that was removed, are no others', () => {
  const devices = [
    device({ id: 'here', last_seen: now }),
    device({ id: 'there', last_seen: now, removed_at: now }),
  ];
  expect(hasOtherDevices(demand({ devices }))).toBe(false);
});

test.each([
  { after: 0, isWanted: true },
  { after: 5 * minute - 1, isWanted: true },
  { after: 5 * minute, isWanted: false },
])('SLEEP-2 $after ms after a page was opened hints are wanted: $isWanted', ({ after, isWanted }) => {
  expect(wantsHints(demand({ pageOpenedAt: now - after, isThere: false }))).toBe(isWanted);
});
