import { expect, test } from 'vitest';
import { liveDay } from './day.ts';
import { usualHabits } from './habits.ts';
import { billOf, computerFor, coresOf, egressOf, limitsOf, loadOf, type Costs } from './load.ts';

const costs: Costs = {
  processor: { writes: 2, pulls: 1, looks: 0.5 },
  overhead: 1,
  row: { checkpoint: 400, session: 300, person: 3000 },
  answer: { writes: 1500, pulls: 1000, looks: 700, hint: 1000, heartbeat: 100 },
};
const load = loadOf(usualHabits, 100_000, { sample: 1000 });

test('the same seed gives the same day, and another seed another one', () => {
  expect(liveDay(usualHabits, 200, 0.4, 3)).toEqual(liveDay(usualHabits, 200, 0.4, 3));
  expect(liveDay(usualHabits, 200, 0.4, 3)).not.toEqual(liveDay(usualHabits, 200, 0.4, 4));
});

test('nobody with one device has a socket, and an act of theirs is one message', () => {
  const day = liveDay({ ...usualHabits, devices: [1] }, 200, 1, 1);
  const sum = (of: Float64Array) => of.reduce((all, one) => all + one, 0);
  expect(sum(day.sockets)).toBe(0);
  expect(sum(day.messages)).toBe(sum(day.writes));
  expect(sum(day.writes)).toBe(day.checkpoints + day.sessions);
});

test('where all people live in one time zone, the morning is harder on the server', () => {
  const one = loadOf({ ...usualHabits, zones: [[1, 1]] }, 100_000, { sample: 1000 });
  expect(one.sockets).toBeGreaterThan(1.5 * load.sockets);
  expect(one.peak.joins).toBeGreaterThan(1.5 * load.peak.joins);
});

test('ten times as many people ask for ten times as much', () => {
  const more = loadOf(usualHabits, 1_000_000, { sample: 1000 });
  expect(more.sockets).toBeCloseTo(10 * load.sockets);
  expect(more.month.looks).toBeCloseTo(10 * load.month.looks, -3);
  expect(coresOf(more, costs)).toBeCloseTo(10 * coresOf(load, costs));
  expect(egressOf(more, costs)).toBeCloseTo(10 * egressOf(load, costs));
});

test('the limits are those of one project, whoever asks', () => {
  const [first] = limitsOf(load, costs);
  const [again] = limitsOf(loadOf(usualHabits, 500_000, { sample: 1000 }), costs);
  expect(first?.what).toBe('10,000 sockets at once');
  expect(again?.people).toBeCloseTo(first?.people ?? 0);
});

test('what the plan includes costs nothing more', () => {
  const few = billOf(loadOf(usualHabits, 1000, { sample: 1000 }), costs);
  expect(few.filter(({ dollars }) => dollars > 0).map(({ what }) => what)).toEqual(['the plan']);
  expect(computerFor(0.9, 5)?.name).toBe('Micro');
  expect(computerFor(0.9, 60)?.name).toBe('Medium');
  expect(computerFor(1000, 5)).toBeNull();
});
