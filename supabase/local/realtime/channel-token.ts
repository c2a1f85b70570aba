import { verifyToken } from './verify-token.ts';

export type ChannelToken = { offer(token: unknown): Promise<void>; end(): void };

// setTimeout cannot count further than 24 days; the real server looks again each hour.
const longestWait = 3_600_000;

/**
 * Watches over the token of an open channel: closes it when the token expires, and takes a new one, but not
 * more often than `every` ms. `renew` checks a new token's permissions and answers why it is refused.
 */
export function createChannelToken(options: {
  token: string;
  secret: string;
  every: number;
  renew(token: string): Promise<string | undefined>;
  close(reason: string): void;
}): ChannelToken {
  let token = options.token;
  let waiting: string | undefined;
  let taken: number | undefined;
  let expiry: NodeJS.Timeout | undefined;
  let turn: NodeJS.Timeout | undefined;
  let ended = false;

  function end() {
    ended = true;
    clearTimeout(expiry);
    clearTimeout(turn);
  }

  function watch() {
    clearTimeout(expiry);
    if (ended) return undefined;
    const confirmed = verifyToken(token, options.secret);
    if (!('claims' in confirmed)) return options.close(confirmed.later);
    const left = confirmed.claims.exp * 1000 - Date.now();
    expiry = setTimeout(() => (waiting ? takeInTurn() : watch()), Math.min(left, longestWait));
    return undefined;
  }

  async function take(next: string) {
    waiting = undefined;
    clearTimeout(turn);
    token = next;
    taken = performance.now();
    const refused = await options.renew(next);
    if (refused === undefined) watch();
    else options.close(refused);
  }

  function takeInTurn() {
    if (waiting)
      take(waiting).catch(() => options.close('Realtime was unable to connect to the project database'));
  }

  // Not at once: the channel is still being made.
  expiry = setTimeout(watch);
  return {
    async offer(next) {
      if (typeof next !== 'string' || next.startsWith('sb_') || next === token || next === waiting) return;
      const left = taken === undefined ? 0 : taken + options.every - performance.now();
      if (left <= 0) return take(next);
      if (waiting === undefined) turn = setTimeout(takeInTurn, left);
      waiting = next;
    },
    end,
  };
}
