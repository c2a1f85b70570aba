export type AttemptLimits = {
  /** Length of the window, in milliseconds. */
  window: number;
  /** How many wrong codes, passwords or tokens one account may have in a window. */
  failures: number;
  /** The same for one network address and all accounts. */
  failuresOfPeer: number;
  /** How many mails one account may get in a window. */
  mails: number;
  /** How many times one network address may sign up in a window, whether an account was made or not. */
  signUps: number;
};

export const generousLimits: AttemptLimits = {
  window: 300_000,
  failures: 30,
  failuresOfPeer: 300,
  mails: 60,
  signUps: 300,
};

export type Attempt = { path: string; account: string | undefined; peer: string };
export type LimitCode = 'over_request_rate_limit' | 'over_email_send_rate_limit';
export type Attempts = {
  /** Seconds until this attempt is allowed, and what hosted Supabase calls the limit. 0 means now. */
  wait(attempt: Attempt): { seconds: number; code: LimitCode };
  /** Records how an attempt ended. */
  ended(attempt: Attempt, good: boolean): void;
};

/**
 * Slows down clients that guess codes, passwords or tokens, that fill a mailbox, or that sign up without end:
 * @supabase/lite itself checks a million codes without a pause. A successful attempt never counts as a guess.
 */
export function createAttempts(limits: AttemptLimits, now: () => number = Date.now): Attempts {
  const failures = createTally(limits.window, now);
  const mails = createTally(limits.window, now);
  const signUps = createTally(limits.window, now);
  return {
    wait({ path, account, peer }) {
      const mail = sendsMail(path) ? mails.wait(account ?? peer, limits.mails) : 0;
      const request = Math.max(
        failures.wait(`${path} ${peer}`, limits.failuresOfPeer),
        account ? failures.wait(`${path} ${account}`, limits.failures) : 0,
        path === '/signup' ? signUps.wait(peer, limits.signUps) : 0,
      );
      return request >= mail
        ? { seconds: request, code: 'over_request_rate_limit' }
        : { seconds: mail, code: 'over_email_send_rate_limit' };
    },
    ended({ path, account, peer }, good) {
      if (!good) failures.count(`${path} ${peer}`);
      if (!good && account) failures.count(`${path} ${account}`);
      if (path === '/signup') signUps.count(peer);
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
  return ['/otp', '/recover', '/signup', '/resend'].includes(path);
}
