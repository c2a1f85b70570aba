import { setTimeout as delay } from 'node:timers/promises';
import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { Keys } from '../http/keys.ts';
import type { Mailbox } from '../http/mailbox.ts';
import { jsonTypes } from './json-types.ts';
import { keepGrants } from './keep-grants.ts';
import { hideStatements } from './hide-statements.ts';
import { verifyEmail } from './verify-email.ts';

export type AuthSettings = {
  /** Life of an access token in seconds. */
  jwt_expiry?: number;
  /** Whether a sign-up has to be confirmed by a code. */
  enable_confirmations?: boolean;
  /** Signs people in with GitHub, or with what stands in for it at another `url`. */
  github?: { client_id: string; secret: string; url?: string };
};

export type Lite = {
  fetch(request: Request, peerAddress: string | null): Promise<Response>;
  close(): Promise<void>;
};

/** What is under way when it closes is given so long (milliseconds) to end. */
const longestAnswer = 5000;

/** Auth and REST of @supabase/lite on this database, with what it gets wrong put right (one file each). */
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
  const quiet = hideStatements(() => {});
  await quiet.run(() => app.init());
  const underWay = new Set<Promise<Response>>();
  return {
    async fetch(request, peerAddress) {
      const fetch = verifyEmail((changed) => app.fetch(changed, { peerAddress }));
      const answer = quiet.run(() => fetch(request));
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    async close() {
      // The pool never ends once it was told to in the middle of a transaction.
      await Promise.race([Promise.allSettled(underWay), delay(longestAnswer, undefined, { ref: false })]);
      quiet.restore();
      await connection.close();
    },
  };
}
