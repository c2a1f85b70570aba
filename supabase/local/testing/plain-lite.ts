import { App, InMemoryEmailDriver, type StoredEmailMessage } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';

export type PlainLite = {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  mails: Map<string, StoredEmailMessage[]>;
  close(): Promise<void>;
};

export const plainKey = 'sb_publishable_plain';
export const plainSecret = 'a secret of tests that is long enough';

/** @supabase/lite without our corrections, to check whether it still needs them. */
export function plainLite(database: string): PlainLite {
  const mail = new InMemoryEmailDriver();
  const connection = createPostgresConnection({ url: database, postgresOptions: { onnotice: () => {} } });
  const app = new App({
    connection,
    api: { schemas: ['public'] },
    auth: {
      enabled: true,
      jwt_secret: plainSecret,
      publishable_key: plainKey,
      secret_key: 'sb_secret_plain',
    },
    options: { drivers: { email: mail } },
  });
  return {
    fetch(path, init = {}) {
      const headers = {
        apikey: plainKey,
        'Content-Type': 'application/json',
        ...(init.headers as Record<string, string>),
      };
      return app.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }), {
        peerAddress: '127.0.0.1',
      });
    },
    mails: mail.messages,
    close: () => connection.close(),
  };
}
