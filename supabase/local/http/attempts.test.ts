import { expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';

const limits = { window: 60_000, failures: 3, failuresOfPeer: 5, mails: 2 };
const attempt = { path: '/verify', account: 'a@b.example', peer: '127.0.0.1' };

function create() {
  const clock = { now: 0 };
  return { clock, attempts: createAttempts(limits, () => clock.now) };
}

it('LOCAL-23 lets an account guess a few times, then makes it wait until the window has passed', () => {
  const { clock, attempts } = create();
  for (let guess = 0; guess < 3; guess += 1) {
    expect(attempts.wait(attempt)).toBe(0);
    attempts.ended(attempt, false);
    clock.now += 1_000;
  }
  expect(attempts.wait(attempt)).toBe(57);
  clock.now += 57_000;
  expect(attempts.wait(attempt)).toBe(0);
});

it('LOCAL-24 never counts what succeeds', () => {
  const { attempts } = create();
  for (let time = 0; time < 50; time += 1) attempts.ended(attempt, true);
  expect(attempts.wait(attempt)).toBe(0);
});

it('LOCAL-23 does not let one address guess for many accounts', () => {
  const { attempts } = create();
  for (let guess = 0; guess < 5; guess += 1)
    attempts.ended({ ...attempt, account: `${guess}@b.example` }, false);
  expect(attempts.wait({ ...attempt, account: 'another@b.example' })).toBe(60);
  expect(attempts.wait({ ...attempt, peer: '10.0.0.1' })).toBe(0);
});

it('LOCAL-23 does not let anybody flood a mailbox, though each mail is wished for', () => {
  const { attempts } = create();
  const ask = { ...attempt, path: '/otp' };
  attempts.ended(ask, true);
  attempts.ended({ ...ask, path: '/recover' }, true);
  expect(attempts.wait(ask)).toBe(60);
  expect(attempts.wait({ ...ask, account: 'other@b.example' })).toBe(0);
});
