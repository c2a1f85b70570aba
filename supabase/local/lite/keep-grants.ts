/**
 * On its first request @supabase/lite grants everything on every table to every role, which undoes the
 * revokes of the migrations, and fails when two requests come first. Told that it has done so, it does not.
 */
export function keepGrants<T extends object>(connection: T): T {
  return Object.assign(connection, { rlsState: 'active' });
}
