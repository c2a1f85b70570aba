/**
 * Stands in for @supabase/storage-js, which Baton does not use: the build puts this in its place. The names are those
 * that supabase-js imports; it makes a client at once, so only using one fails.
 */
export const StorageApiError = Error;

export function StorageClient() {
  return {
    from(): never {
      throw new Error('File storage is left out of this build: see lib/sync/supabase/left-out.');
    },
  };
}
