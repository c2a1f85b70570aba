import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signJwt } from '../jwt.ts';
import { createChannelToken, type ChannelToken } from './channel-token.ts';

const minute = 60_000;

let renewed: string[];
let closed: string[];
let channelToken: ChannelToken;
let refusal: string | undefined;

function token(seconds: number, sub = 'somebody') {
  return signJwt({ role: 'authenticated', sub, exp: Date.now() / 1000 + seconds }, 'secret');
}

function start(first: string) {
  channelToken = createChannelToken({
    token: first,
    secret: 'secret',
    renew: async (next) => {
      renewed.push(next);
      return refusal;
    },
    close: (reason) => closed.push(reason),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  renewed = [];
  closed = [];
  refusal = undefined;
});

afterEach(() => {
  channelToken.end();
  vi.useRealTimers();
});

describe('WIRE-15, WIRE-16, WIRE-17 a token', () => {
  it('WIRE-16 closes its channel at the second it expires, and not before', async () => {
    start(token(60));
    await vi.advanceTimersByTimeAsync(59_999);
    expect(closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(2);
    expect(closed).toEqual(['Token has expired 0 seconds ago']);
  });

  it('WIRE-16 may live longer than a timer can count', async () => {
    start(token(100 * 24 * 60 * 60));
    await vi.advanceTimersByTimeAsync(99 * 24 * 60 * minute);
    expect(closed).toEqual([]);
  });

  it('WIRE-16 that is replaced in time closes nothing', async () => {
    start(token(60));
    const next = token(600);
    await channelToken.offer(next);
    expect(renewed).toEqual([next]);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(closed).toEqual([]);
  });

  it.each([null, undefined, 7, 'sb_publishable_x'])('WIRE-17 is not replaced by %j', async (next) => {
    start(token(60));
    await channelToken.offer(next);
    expect(renewed).toEqual([]);
  });

  it('WIRE-17 is not replaced by itself', async () => {
    const same = token(60);
    start(same);
    await channelToken.offer(same);
    expect(renewed).toEqual([]);
  });

  it('WIRE-17 is replaced at once, however soon after the one before', async () => {
    start(token(3600));
    const [first, second] = [token(3601), token(3602)];
    await channelToken.offer(first);
    await channelToken.offer(second);
    expect(renewed).toEqual([first, second]);
  });

  it('WIRE-15 whose permissions are gone closes its channel with the reason', async () => {
    start(token(60));
    refusal = 'You may not';
    await channelToken.offer(token(60, 'somebody else'));
    expect(closed).toEqual(['You may not']);
  });

  it('WIRE-16 counts no more when the channel has ended', async () => {
    start(token(60));
    channelToken.end();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(closed).toEqual([]);
  });
});
