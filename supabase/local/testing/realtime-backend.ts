import { randomUUID } from 'node:crypto';
import { startBackend, type Backend } from '../backend.ts';
import { connect, type Database } from '../connect.ts';
import { signJwt } from '../jwt.ts';
import type { GatewaySettings } from '../realtime/settings.ts';
import { freshDatabase } from './fresh-database.ts';
import { noMigrations } from './no-migrations.ts';

/** A backend with private topics: only their user may read `user:<id>`, and read and write `open:<id>`. */
export type RealtimeBackend = {
  backend: Backend;
  sql: Database;
  jwtSecret: string;
  /** A JWT of this backend, valid for `seconds`, for `somebody` unless the claims say otherwise. */
  token(claims?: Record<string, unknown>, seconds?: number): string;
  close(): Promise<void>;
};

const policies = `
  create policy "read one's own" on realtime.messages for select to authenticated
    using (split_part(realtime.topic(), ':', 2) = auth.uid()::text);
  create policy "write what is open" on realtime.messages for insert to authenticated
    with check (realtime.topic() = 'open:' || auth.uid());
`;

export const somebody = '01920000-0000-7000-8000-000000000001';

export async function startRealtimeBackend(
  settings: Partial<GatewaySettings> = {},
): Promise<RealtimeBackend> {
  const database = await freshDatabase({ migrated: false });
  const jwtSecret = randomUUID();
  const sql = connect(database.url);
  await sql.unsafe(policies);
  const backend = await startBackend({
    db: database.url,
    migrations: noMigrations,
    jwtSecret,
    gateway: { refuseSocketAfter: 30, refuseJoinAfter: 60, ...settings },
  });
  return {
    backend,
    sql,
    jwtSecret,
    token(claims = {}, seconds = 3600) {
      const exp = Math.floor(Date.now() / 1000) + seconds;
      return signJwt({ role: 'authenticated', sub: somebody, exp, ...claims }, jwtSecret);
    },
    async close() {
      await backend.stop();
      await sql.end();
      await database.drop();
    },
  };
}
