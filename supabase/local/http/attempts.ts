export type AttemptLimits = {
  /** Length of the window, in ms. */
  window: number;
  /** Wrong codes, passwords or tokens for one account in a window. */
  failures: number;
  /** The same from one network address, whatever the account. */
  failuresOfPeer: number;
  /** Mails that may go to one account in a window. */
  mails: number;
};

export const generousLimits: AttemptLimits = {
  window: 300_000,
  failures: 30,
  failuresOfPeer: 300,
  mails: 60,
};

export type Attempt = { path: string; account: string | undefined; peer: string };
export type Attempts = {
  /** Seconds until this attempt may be made; 0: now. */
  wait(attempt: Attempt): number;
  /** Tells how an attempt ended. */
  ended(attempt: Attempt, good: boolean): void;
};

/**
 * Holds back who guesses codes, passwords or tokens, and who floods a mailbox: Auth of @supabase/lite tries
 * a million codes without a pause. What succeeds never counts as a guess.
 */
export function createAttempts(limits: AttemptLimits, now: () => number = Date.now): Attempts {
  const failures = createTally(limits.window, now);
  const mails = createTally(limits.window, now);
  return {
    wait({ path, account, peer }) {
      return Math.max(
        failures.wait(`${path} ${peer}`, limits.failuresOfPeer),
        account ? failures.wait(`${path} ${account}`, limits.failures) : 0,
        sendsMail(path) ? mails.wait(account ?? peer, limits.mails) : 0,
      );
    },
    ended({ path, account, peer }, good) {
      if (!good) failures.count(`${path} ${peer}`);
      if (!good && account) failures.count(`${path} ${account}`);
      if (sendsMail(path)) mails.count(account ?? peer);
    },
  };
}

function createTally(window: number, now: () => number) {
  const times = new Map<string, number[]>();
  const recent = (key: string) => (times.get(key) ?? []).filter((time) => time > now() - window);
  return {
    count: (key: string) => times.set(key, [...recent(key), now()]),
    wait(key: string, limit: number) {
      const decisive = recent(key).at(-limit);
      return decisive === undefined ? 0 : Math.ceil((decisive + window - now()) / 1000);
    },
  };
}

function sendsMail(path: string) {
  return path === '/otp' || path === '/recover' || path === '/signup';
}
