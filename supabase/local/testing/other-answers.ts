import type { Asked, OtherAnswer } from './open-front.ts';

/** What hosted Supabase, and gateways before it, answer at times, and the backend never does. */
export const otherAnswers = {
  /** Auth and the database have clocks that are seconds apart. */
  fromTheFuture: {
    status: 401,
    body: { code: 'PGRST303', details: null, hint: null, message: 'JWT issued at future' },
  },
  /** The database does not know the key that signed the token. */
  unknownKey: {
    status: 401,
    body: { code: 'PGRST301', details: null, hint: null, message: 'No suitable key was found' },
  },
  statementTimeout: {
    status: 500,
    body: {
      code: '57014',
      details: null,
      hint: null,
      message: 'canceling statement due to statement timeout',
    },
  },
  lockTimeout: {
    status: 500,
    body: {
      code: '55P03',
      details: null,
      hint: null,
      message: 'canceling statement due to lock timeout',
    },
  },
  paused: { status: 540, body: '<!DOCTYPE html><html><body><h1>Project paused</h1></body></html>' },
  restricted: {
    status: 402,
    body: { code: 'exceed_egress_quota', message: 'Service for this project is restricted' },
  },
  gatewayPage: { status: 502, body: '<!DOCTYPE html><html><h1>502 Bad Gateway</h1><hr>cloudflare</html>' },
  proxyPage: { status: 403, body: '<!DOCTYPE html><html><h1>Sign in to the network</h1></html>' },
  envoyUnauthorized: { status: 401, body: 'Unauthorized' },
  mailTooSoon: {
    status: 429,
    headers: { 'X-Supabase-Api-Version': '2024-01-01' },
    body: {
      code: 'over_email_send_rate_limit',
      message: 'For security purposes, you can only request this after 47 seconds.',
    },
  },
  mailNotAllowed: {
    status: 400,
    headers: { 'X-Supabase-Api-Version': '2024-01-01' },
    body: { code: 'email_address_not_authorized', message: 'Email address cannot be used' },
  },
} satisfies Record<string, OtherAnswer>;

type Choose = (asked: Asked) => OtherAnswer | null;

/** Gives the answer to each request whose path contains this. */
export function answering(path: string, answer: OtherAnswer): Choose {
  return (asked) => (asked.path.includes(path) ? answer : null);
}

/** Gives it so often, and then lets everything through. */
export function times(count: number, choose: Choose): Choose {
  let left = count;
  return (asked) => {
    const answer = left > 0 ? choose(asked) : null;
    if (answer) left -= 1;
    return answer;
  };
}

/** A database that runs into its time limit where a call carries more changes than it manages. */
export function managing(most: number): Choose {
  return ({ path, body: { changes } }) =>
    path.endsWith('/rpc/sync') && Array.isArray(changes) && changes.length > most
      ? otherAnswers.statementTimeout
      : null;
}
