/** Thrown when a newer version of Baton has moved the database to where this one cannot follow. Nothing was changed. */
export function storageNewerError(cause: unknown): Error {
  return Object.assign(new Error('A newer version has written the database.', { cause }), {
    name: 'StorageNewer',
  });
}

export function isStorageNewer(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageNewer';
}

/** Whether IndexedDB refused to open a database, because it has a higher version than was asked for. */
export function isVersionTooHigh(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'VersionError';
}
