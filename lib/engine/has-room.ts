import { isStorageFull } from '../store/storage-full.ts';

/**
 * Whether there was room for a write that can be done without. A full disk keeps it from being written, not the
 * phase from being shown and rung for.
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
