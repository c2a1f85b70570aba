/**
 * On its first request @supabase/lite grants everything on every table to every role. That undoes the revokes of the
 * migrations, and it fails if two requests come first at the same time. This state tells it that the grants are done.
 */
export function keepGrants<T extends object>(connection: T): T {
  return Object.assign(connection, { rlsState: 'active' });
}
