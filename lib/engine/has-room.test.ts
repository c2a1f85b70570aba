import { expect, test } from 'vitest';
import { storageFullError } from '../store/storage-full.ts';
import { hasRoom } from './has-room.ts';

test('ENGINE-4 only a full disk is taken for one', async () => {
  expect(await hasRoom(Promise.resolve())).toBe(true);
  expect(await hasRoom(Promise.reject(storageFullError(null)))).toBe(false);
  await expect(hasRoom(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});
