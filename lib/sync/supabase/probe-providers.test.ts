import { expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { probeProviders } from './probe-providers.ts';

test.each([
  [
    'those that are switched on and known',
    { github: true, google: false, azure: true, email: true },
    ['github', 'azure'],
  ],
  ['none', { email: true }, []],
])('SYNC-54 the server says which providers it has: %s', async (_, external, expected) => {
  const fake = fakeServer({ '/auth/v1/settings': () => Response.json({ external }) });
  expect(await probeProviders({ url: 'https://x.test/', key: 'k' }, fake.fetch)).toEqual(expected);
});

test.each([
  ['nobody', () => new TypeError('Failed to fetch')],
  ['something else', () => new Response('<h1>Welcome</h1>')],
  ['a server that refuses', () => Response.json({ message: 'Invalid API key' }, { status: 401 })],
])('SYNC-54 where %s answers there is no provider', async (_, answer) => {
  const fake = fakeServer({ '/auth/v1/settings': answer });
  expect(await probeProviders({ url: 'https://x.test', key: 'k' }, fake.fetch)).toEqual([]);
});
