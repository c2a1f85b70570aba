import { verifyToken } from './verify-token.ts';

export type ChannelToken = { offer(token: unknown): Promise<void>; end(): void };

// setTimeout cannot wait longer than 24 days. The real server checks again every hour.
const longestWait = 3_600_000;

/**
 * The token of an open channel. Closes the channel when the token expires. `renew` checks the permissions of a new token
 * and returns why it is refused, or undefined.
 */
export function createChannelToken(options: {
  token: string;
  secret: string;
  renew(token: string): Promise<string | undefined>;
  close(reason: string): void;
}): ChannelToken {
  let token = options.token;
  let expiry: NodeJS.Timeout | undefined;
  let ended = false;

  function watch() {
    clearTimeout(expiry);
    if (ended) return undefined;
    const confirmed = verifyToken(token, options.secret);
    if (!('claims' in confirmed)) return options.close(confirmed.later);
    const left = confirmed.claims.exp * 1000 - Date.now();
    expiry = setTimeout(watch, Math.min(left, longestWait));
    return undefined;
  }

  // Not now: the caller is still creating the channel.
  expiry = setTimeout(watch);
  return {
    async offer(next) {
      if (typeof next !== 'string' || next.startsWith('sb_') || next === token) return;
      token = next;
      const refused = await options.renew(next);
      if (refused === undefined) watch();
      else options.close(refused);
    },
    end() {
      ended = true;
      clearTimeout(expiry);
    },
  };
}
