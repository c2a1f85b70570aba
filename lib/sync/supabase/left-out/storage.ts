/**
 * Takes the place of @supabase/storage-js in the build: Baton stores no files on the server. The names are those that
 * supabase-js imports. It makes a client at once, so only the use of the client fails.
 */
export const StorageApiError = Error;

export function StorageClient() {
  return {
    from(): never {
      throw new Error('File storage is left out of this build: see lib/sync/supabase/left-out.');
    },
  };
}
