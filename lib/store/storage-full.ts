/** The disk, or this browser's share of it, has no room left: nothing was written. */
export function storageFullError(cause: unknown): Error {
  return Object.assign(new Error('There is no room left to store this.', { cause }), { name: 'StorageFull' });
}

export function isStorageFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'StorageFull';
}

/** Firefox reports a full disk under a name of its own. */
export function isQuotaExceeded(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('name' in error)) return false;
  return error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_FILE_NO_DEVICE_SPACE';
}
