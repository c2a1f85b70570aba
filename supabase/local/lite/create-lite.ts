import { setTimeout as delay } from 'node:timers/promises';
import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { connect } from '../connect.ts';
import type { Keys } from '../http/keys.ts';
import type { Mailbox } from '../http/mailbox.ts';
import { completeTokens } from './complete-tokens.ts';
import { confirmFirst } from './confirm-first.ts';
import { endOtherLogins } from './end-other-logins.ts';
import type { Fetch } from './fetch.ts';
import { jsonTypes } from './json-types.ts';
import { keepGrants } from './keep-grants.ts';
import { hideStatements } from './hide-statements.ts';
import { refuseOddText } from './refuse-odd-text.ts';
import { verifyEmail } from './verify-email.ts';

export type AuthSettings = {
  /** How long an access token is valid, in seconds. */
  jwt_expiry?: number;
  /** Whether a new account must be confirmed with a code. */
  enable_confirmations?: boolean;
  /** Turns on sign-in with GitHub, or with a stand-in for it at `url`. */
  github?: { client_id: string; secret: string; url?: string };
};

export type Lite = {
  fetch(request: Request, peerAddress: string | null): Promise<Response>;
  close(): Promise<void>;
};

/** How long `close` waits for running requests, in milliseconds. */
const longestAnswer = 5000;

/** Auth and REST of @supabase/lite. Each file beside this one corrects one of its faults. */
export async function createLite(options: {
  database: string;
  url: string;
  keys: Keys;
  mailbox: Mailbox;
  auth: AuthSettings;
}): Promise<Lite> {
  const connection = keepGrants(
    createPostgresConnection({
      url: options.database,
      postgresOptions: { types: jsonTypes, onnotice: () => {} },
    }),
  );
  const app = new App({
    connection,
    api: { schemas: ['public'], max_rows: 1000, external_url: options.url },
    studio: { enabled: false },
    auth: {
      enabled: true,
      site_url: options.url,
      additional_redirect_urls: ['https://*.chromiumapp.org/**', 'https://*.extensions.allizom.org/**'],
      jwt_secret: options.keys.jwt_secret,
      jwt_expiry: options.auth.jwt_expiry ?? 3600,
      publishable_key: options.keys.publishable_key,
      secret_key: options.keys.secret_key,
      ...(options.auth.github && { external: { github: { enabled: true, ...options.auth.github } } }),
      email: { enable_signup: true, enable_confirmations: options.auth.enable_confirmations ?? false },
    },
    options: { drivers: { email: options.mailbox } },
  });
  const sql = connect(options.database, { max: 2 });
  const parts = { sql, secret: options.keys.jwt_secret, url: options.url, mailbox: options.mailbox };
  const corrected = (ask: Fetch): Fetch => {
    const withTokens = endOtherLogins(completeTokens(ask, parts), parts);
    const judged = options.auth.enable_confirmations ? confirmFirst(withTokens, parts) : withTokens;
    return refuseOddText(verifyEmail(judged));
  };
  const quiet = hideStatements(() => {});
  await quiet.run(() => app.init());
  const underWay = new Set<Promise<Response>>();
  return {
    async fetch(request, peerAddress) {
      const fetch = corrected((changed) => app.fetch(changed, { peerAddress }));
      const answer = quiet.run(() => fetch(request));
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    async close() {
      // If the pool is closed in the middle of a transaction, it never ends.
      await Promise.race([Promise.allSettled(underWay), delay(longestAnswer, undefined, { ref: false })]);
      quiet.restore();
      await sql.end();
      await connection.close();
    },
  };
}
