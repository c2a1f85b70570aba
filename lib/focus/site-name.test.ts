import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteName } from './site-name.ts';

describe('FOCUS-1 sites are shown as people write them', () => {
  it.each([
    ['example.com', 'example.com'],
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['xn--r8jz45g.xn--zckzah', '例え.テスト'],
    ['xn--ls8h.la', '💩.la'],
    ['xn--nonsense-.com', 'xn--nonsense-.com'],
    ['xn--99999999.com', 'xn--99999999.com'],
  ])('FOCUS-1 %s reads %s', (site, name) => {
    expect(siteName(site)).toBe(name);
  });

  it('FOCUS-1 every name that the network can carry comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (label) => {
        const host = URL.parse(`http://${label}.example.com`)?.hostname;
        if (host === undefined || !host.includes('xn--')) return;
        expect(URL.parse(`http://${siteName(host)}`)?.hostname).toBe(host);
      }),
    );
  });
});
