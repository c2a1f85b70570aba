import { expect, test } from 'vitest';
import { serverName } from './server-name.ts';

test.each([
  ['https://abc.supabase.co', 'https://abc.supabase.co'],
  ['https://ABC.supabase.co:443//', 'https://abc.supabase.co'],
  ['http://127.0.0.1:54321/?x#y', 'http://127.0.0.1:54321'],
  ['https://home.example/one/', 'https://home.example/one'],
  ['https://home.example/a b', 'https://home.example/a%20b'],
])('ACCOUNT-31 the server at %s is %s', (url, name) => {
  expect(serverName(url)).toBe(name);
});
