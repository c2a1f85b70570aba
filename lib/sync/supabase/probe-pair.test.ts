import { expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { serverAddress } from '../testing/test-connection.ts';
import { probePair } from './probe-pair.ts';

test.each([
  [() => Response.json({ pair: 1 }), true],
  [() => Response.json({ pair: 2 }), false],
  [() => Response.json({ pair: 1 }, { status: 503 }), false],
  [() => Response.json({ code: 'NOT_FOUND' }, { status: 404 }), false],
  [() => new Response('<html>'), false],
  [() => new TypeError('Failed to fetch'), false],
])('ACCOUNT-52 whether a project has `pair` is asked without saying who asks: %#', async (answer, has) => {
  const fake = fakeServer({ '/functions/v1/pair': answer });
  expect(await probePair(serverAddress, fake.fetch)).toBe(has);
  expect(fake.calls).toEqual(['/functions/v1/pair']);
});
