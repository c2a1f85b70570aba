/** Thrown when the disk, or the browser's share of it, is full. Nothing was written then. */
export function storageFullError(cause: unknown): Error {
  return Object.assign(new Error('There is no room left to store this.', { cause }), { name: 'StorageFull' });
}

export function isStorageFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageFull';
}

/** Whether IndexedDB failed because there is no room. Firefox has a name of its own for a full disk. */
export function isQuotaExceeded(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('name' in error)) return false;
  return error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_FILE_NO_DEVICE_SPACE';
}
