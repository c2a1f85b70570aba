import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { loginStorage } from './login.ts';

const left = { url: 'https://x.test', key: 'key', access_token: 'a', refresh_token: 'r' };
const other = { ...left, refresh_token: 'other' };
const key = 'session https://x.test';

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('ACCOUNT-34 a login is in one place at any time, also when the worker dies as it is left', async () => {
  await loginStorage.setItem(key, 'login');
  vi.spyOn(fakeBrowser.storage.local, 'remove').mockRejectedValueOnce(new Error('The worker died.'));
  await expect(loginStorage.leave(left, key)).rejects.toThrow('died');
  expect(await loginStorage.getItem(key)).toBeNull();
  expect(await loginStorage.leftLogins()).toMatchObject([left]);
});

test('ACCOUNT-34 logins are left and forgotten one after another, and nothing stays of them', async () => {
  await Promise.all([loginStorage.leave(left), loginStorage.leave(other), loginStorage.forgetLeft(left)]);
  expect(await loginStorage.leftLogins()).toMatchObject([other]);
  await loginStorage.forgetLeft(other);
  expect(await fakeBrowser.storage.local.get(null)).toEqual({});
});

test('ACCOUNT-34 after seven days a login is kept no longer', async () => {
  await loginStorage.leave(left);
  vi.setSystemTime(Date.now() + 6 * 86_400_000);
  expect(await loginStorage.leftLogins()).toHaveLength(1);
  vi.setSystemTime(Date.now() + 2 * 86_400_000);
  expect(await loginStorage.leftLogins()).toEqual([]);
  expect(await fakeBrowser.storage.local.get(null)).toEqual({});
});
