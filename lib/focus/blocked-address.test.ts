import { describe, expect, it } from 'vitest';
import { readBlockedAddress } from './blocked-address.ts';

describe('FOCUS-8 the address behind the # of a blocked page', () => {
  it('FOCUS-8 is taken as it is', () => {
    const address = 'http://example.com/a%20b?q=1&u=http://x.test/#part';
    expect(readBlockedAddress(`#${address}`)?.href).toBe(address);
  });

  it('FOCUS-8 loses what stands before the host', () => {
    expect(readBlockedAddress('#https://example.com:x@evil.test/')?.href).toBe('https://evil.test/');
  });

  it.each([
    '',
    '#',
    '#javascript:alert(1)',
    '#data:text/html,x',
    '#file:///etc',
    '#/stats.html',
    '#chrome://settings',
  ])('FOCUS-8 %j is none', (fragment) => {
    expect(readBlockedAddress(fragment)).toBeNull();
  });
});
