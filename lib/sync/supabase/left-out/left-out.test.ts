import { expect, test } from 'vitest';
import { FunctionsClient } from './functions.ts';
import { StorageClient } from './storage.ts';

test('SYNC-61 what is left out of the build says so when it is used', () => {
  expect(() => StorageClient().from()).toThrow('left out');
  expect(() => FunctionsClient()).toThrow('left out');
});
