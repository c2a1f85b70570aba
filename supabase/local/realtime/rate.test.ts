import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRate, type Rate } from './rate.ts';

let rate: Rate;

beforeEach(() => {
  vi.useFakeTimers();
  rate = createRate(100);
});

afterEach(() => {
  rate.stop();
  vi.useRealTimers();
});

function pass(seconds: number, eventsEach = 0) {
  for (let second = 0; second < seconds; second += 1) {
    rate.count(eventsEach);
    vi.advanceTimersByTime(1000);
  }
}

it('WIRE-25 notices a burst only at the next full second', () => {
  rate.count(1000);
  expect(rate.exceeded()).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(rate.exceeded()).toBe(true);
});

it('WIRE-25 averages over a minute, so that a quiet minute allows a long burst', () => {
  pass(60);
  pass(9, 600);
  expect(rate.exceeded()).toBe(false);
  pass(1, 600);
  expect(rate.exceeded()).toBe(true);
});

it('WIRE-25 forgives when the average has come down', () => {
  pass(1, 300);
  expect(rate.exceeded()).toBe(true);
  pass(2);
  expect([rate.average(), rate.exceeded()]).toEqual([100, true]);
  pass(1);
  expect(rate.exceeded()).toBe(false);
});
