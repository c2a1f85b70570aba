import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSite, readBlockedAddress } from './site.ts';
import { siteName } from './site-name.ts';

describe('FOCUS-1 what was typed becomes a host', () => {
  it.each([
    ['example.com', 'example.com'],
    ['  Example.COM ', 'example.com'],
    ['www.example.com', 'example.com'],
    ['www.com', 'www.com'],
    ['*.example.com', 'example.com'],
    ['*://*.example.com/*', 'example.com'],
    ['mail.example.com', 'mail.example.com'],
    ['https://example.com:8080/path?q=1#part', 'example.com'],
    ['example.com:8080', 'example.com'],
    ['example.com/path', 'example.com'],
    ['example.com.', 'example.com'],
    ['http://ada:secret@example.com/', 'example.com'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
    ['https://例え.テスト/ページ', 'xn--r8jz45g.xn--zckzah'],
    ['my_site.example.com', 'my_site.example.com'],
    ['localhost:3000', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
  ])('FOCUS-1 %j is %j', (typed, site) => {
    expect(readSite(typed)).toBe(site);
  });

  it.each([
    '',
    ' ',
    'com',
    '*',
    'two words',
    'ada@example.com',
    'mailto:ada@example.com',
    'chrome://settings',
    'about:blank',
    'file:///home',
    'javascript:alert(1)',
    'example..com',
    '.com',
    '[::1]',
    'http://',
    `${'a.'.repeat(130)}com`,
  ])('FOCUS-1 %j is no site', (typed) => {
    expect(readSite(typed)).toBeNull();
  });

  it('FOCUS-1 reading a site again changes nothing, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl(), fc.domain(), fc.string(), fc.string({ unit: 'grapheme' })),
        (typed) => {
          const site = readSite(typed);
          if (site === null) return;
          expect(readSite(site)).toBe(site);
          expect(readSite(siteName(site))).toBe(site);
        },
      ),
    );
  });
});

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
