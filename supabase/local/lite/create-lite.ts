import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { Rules } from '../auth/settings.ts';
import { createUnderWay } from '../under-way.ts';
import type { Keys } from '../http/keys.ts';
import { jsonTypes } from './json-types.ts';
import { timeTypes } from './time-types.ts';
import { keepGrants } from './keep-grants.ts';
import { hideStatements } from './hide-statements.ts';

export type Lite = {
  fetch(request: Request, peerAddress: string | null): Promise<Response>;
  close(): Promise<void>;
};

/** REST, and sign-in with providers, of @supabase/lite. Each file beside this one corrects one of its faults. */
export async function createLite(options: {
  database: string;
  url: string;
  keys: Keys;
  rules: Rules;
}): Promise<Lite> {
  const connection = keepGrants(
    createPostgresConnection({
      url: options.database,
      postgresOptions: { types: { ...jsonTypes, ...timeTypes }, onnotice: () => {} },
    }),
  );
  const app = new App({
    connection,
    api: { schemas: ['public'], max_rows: 1000, pg_safe_update: true, external_url: options.url },
    studio: { enabled: false },
    auth: {
      enabled: true,
      site_url: options.url,
      additional_redirect_urls: ['https://*.chromiumapp.org/**', 'https://*.extensions.allizom.org/**'],
      jwt_secret: options.keys.jwt_secret,
      jwt_expiry: options.rules.jwt_expiry,
      publishable_key: options.keys.publishable_key,
      secret_key: options.keys.secret_key,
      ...(options.rules.github && { external: { github: { enabled: true, ...options.rules.github } } }),
      email: { enable_signup: true, enable_confirmations: options.rules.enable_confirmations },
    },
  });
  const quiet = hideStatements(() => {});
  await quiet.run(() => app.init());
  const underWay = createUnderWay();
  return {
    fetch: (request, peerAddress) =>
      underWay.run(() => quiet.run(async () => app.fetch(request, { peerAddress }))),
    async close() {
      await underWay.settled();
      quiet.restore();
      await connection.close();
    },
  };
}
