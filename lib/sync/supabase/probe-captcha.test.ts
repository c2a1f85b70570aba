import { expect, test } from 'vitest';
import { fakeServer } from '../testing/fake-server.ts';
import { probeCaptcha } from './probe-captcha.ts';

const project = { url: 'https://x.test/', key: 'k' };
const refusal = (status: number, error_code: string) => () =>
  Response.json({ error_code, msg: 'No.' }, { status });

test.each([
  ['wants a CAPTCHA', refusal(400, 'captcha_failed'), true],
  ['misses an address', refusal(400, 'validation_failed'), false],
  ['is busy', refusal(429, 'over_request_rate_limit'), false],
  ['is no server', () => new Response('<h1>Welcome</h1>'), false],
  ['does not answer', () => new TypeError('Failed to fetch'), false],
])('SYNC-99 a server that %s: %#', async (_, answer, wanted) => {
  const fake = fakeServer({ 'grant_type=password': answer });
  expect(await probeCaptcha(project, fake.fetch)).toBe(wanted);
  expect(fake.bodies).toEqual([{}]);
});
