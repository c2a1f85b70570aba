import { verifyToken } from './verify-token.ts';

export type ChannelToken = { offer(token: unknown): Promise<void>; end(): void };

// setTimeout cannot wait longer than 24 days. The real server checks again every hour.
const longestWait = 3_600_000;

/**
 * The token of an open channel. Closes the channel when the token expires. Takes a new token at most once in `every`
 * milliseconds. `renew` checks the permissions of a new token and returns why it is refused, or undefined.
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

  // Not now: the caller is still creating the channel.
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
