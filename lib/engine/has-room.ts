import { isStorageFull } from '../store/storage-full.ts';

/**
 * Waits for a write that Baton can do without, and says whether the disk had room for it. Even on a full disk a phase
 * is shown and rings.
 */
export async function hasRoom(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isStorageFull(error)) return false;
    throw error;
  }
}
