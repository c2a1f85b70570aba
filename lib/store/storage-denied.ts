/** Thrown when the browser gives Baton no database at all: Firefox does so where it never remembers history. */
export function storageDeniedError(cause: unknown): Error {
  return Object.assign(new Error('The browser gives no database.', { cause }), { name: 'StorageDenied' });
}

export function isStorageDenied(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageDenied';
}

/** Whether IndexedDB refused to open anything. */
export function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('name' in error)) return false;
  return error.name === 'InvalidStateError' || error.name === 'SecurityError';
}
