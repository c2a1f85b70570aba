import { expect, it } from 'vitest';
import { createAttempts, type Attempt, type Attempts } from './attempts.ts';

const limits = { window: 60_000, failures: 3, failuresOfPeer: 5, mails: 2, signUps: 4 };
const attempt = { path: '/verify', account: 'a@b.example', peer: '127.0.0.1' };

function create() {
  const clock = { now: 0 };
  return { clock, attempts: createAttempts(limits, () => clock.now) };
}

const seconds = (attempts: Attempts, of: Attempt) => attempts.wait(of).seconds;

it('LOCAL-23 lets an account guess a few times, then makes it wait until the window has passed', () => {
  const { clock, attempts } = create();
  for (let guess = 0; guess < 3; guess += 1) {
    expect(seconds(attempts, attempt)).toBe(0);
    attempts.ended(attempt, false);
    clock.now += 1_000;
  }
  expect(seconds(attempts, attempt)).toBe(57);
  clock.now += 57_000;
  expect(seconds(attempts, attempt)).toBe(0);
});

it('LOCAL-24 never counts what succeeds', () => {
  const { attempts } = create();
  for (let time = 0; time < 50; time += 1) attempts.ended(attempt, true);
  expect(seconds(attempts, attempt)).toBe(0);
});

it('LOCAL-23 does not let one address guess for many accounts', () => {
  const { attempts } = create();
  for (let guess = 0; guess < 5; guess += 1)
    attempts.ended({ ...attempt, account: `${guess}@b.example` }, false);
  expect(seconds(attempts, { ...attempt, account: 'another@b.example' })).toBe(60);
  expect(seconds(attempts, { ...attempt, peer: '10.0.0.1' })).toBe(0);
});

it('LOCAL-23 does not let anybody flood a mailbox, though each mail is wished for', () => {
  const { attempts } = create();
  const ask = { ...attempt, path: '/otp' };
  attempts.ended(ask, true);
  attempts.ended({ ...ask, path: '/recover' }, true);
  expect(seconds(attempts, ask)).toBe(60);
  expect(seconds(attempts, { ...ask, account: 'other@b.example' })).toBe(0);
});

it('LOCAL-32 lets one address make a few accounts, whoever they are for, and says which limit it is', () => {
  const { clock, attempts } = create();
  const signUp = (name: string) => ({ ...attempt, path: '/signup', account: `${name}@b.example` });
  for (const name of ['a', 'b', 'c', 'd']) {
    expect(attempts.wait(signUp(name)).seconds).toBe(0);
    attempts.ended(signUp(name), true);
  }
  expect(attempts.wait(signUp('e'))).toEqual({ seconds: 60, code: 'over_request_rate_limit' });
  expect(seconds(attempts, { ...signUp('e'), peer: '10.0.0.1' })).toBe(0);
  clock.now += 60_000;
  expect(seconds(attempts, signUp('e'))).toBe(0);
  for (const path of ['/otp', '/resend']) attempts.ended({ ...attempt, path }, true);
  expect(attempts.wait({ ...attempt, path: '/otp' })).toEqual({
    seconds: 60,
    code: 'over_email_send_rate_limit',
  });
});
