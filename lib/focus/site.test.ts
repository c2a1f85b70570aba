import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteName } from './site-name.ts';
import { readSite, siteOfHost } from './site.ts';

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

describe('FOCUS-5 which hosts belong to a site', () => {
  const sites = ['news.test', 'sport.news.test'];

  it.each([
    ['news.test', 'news.test'],
    ['www.news.test', 'news.test'],
    ['news.test.', 'news.test'],
    ['sport.news.test', 'sport.news.test'],
    ['live.sport.news.test', 'sport.news.test'],
    ['fakenews.test', undefined],
    ['news.test.evil', undefined],
    ['test', undefined],
    ['', undefined],
  ])('FOCUS-5 %s belongs to %s', (host, site) => {
    expect(siteOfHost(host, sites)).toBe(site);
  });
});
