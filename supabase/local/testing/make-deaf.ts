import type { Database } from '../connect.ts';
import { followerName, slotLock } from '../realtime/database-broadcasts.ts';

/** Ends the connection by which the gateway follows this database, as `pg_terminate_backend` ends a WAL sender. */
export async function killFollower(sql: Database): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = ${followerName} and datname = current_database()`;
}

export type HeldSlot = { isHeld(): boolean; end(): Promise<void> };

/** Takes the slot as soon as the gateway lets go of it. `sql` is used for nothing else meanwhile. */
export async function holdSlot(sql: Database): Promise<HeldSlot> {
  let isHeld = false;
  await sql`select 1`;
  const taking = sql`select pg_advisory_lock(hashtext(${slotLock}))`.then(() => {
    isHeld = true;
  });
  return {
    isHeld: () => isHeld,
    async end() {
      await taking;
      await sql`select pg_advisory_unlock(hashtext(${slotLock}))`;
    },
  };
}
