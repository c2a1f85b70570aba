import { describe, expect, it } from 'vitest';
import { checkServer, isReadOnTheWay } from './check.ts';

const key = 'sb_publishable_abc';

function oldKey(role: string): string {
  const part = (claims: object) => btoa(JSON.stringify(claims)).replaceAll('=', '');
  return `${part({ alg: 'HS256' })}.${part({ role })}.c2ln`;
}

describe('UI-17 checkServer', () => {
  it.each([
    ['https://abc.supabase.co', 'https://abc.supabase.co'],
    [' https://abc.supabase.co/ ', 'https://abc.supabase.co'],
    ['https://example.org/supabase/?x#y', 'https://example.org/supabase'],
    ['http://127.0.0.1:54321', 'http://127.0.0.1:54321'],
  ])('takes the address %s', (typed, url) => {
    expect(checkServer({ url: typed, key })).toEqual({ server: { url, key } });
  });

  it.each(['', 'abc', 'abc.supabase.co', 'ftp://abc.supabase.co', 'javascript:alert(1)'])(
    'asks for another address than %j',
    (url) => {
      expect(checkServer({ url, key })).toEqual({ complaint: 'bad_url' });
    },
  );

  it('takes a publishable key, an old anonymous one, and either with line breaks from pasting', () => {
    const url = 'https://abc.supabase.co';
    expect(checkServer({ url, key: ' sb_publishable_\nabc ' })).toEqual({ server: { url, key } });
    expect(checkServer({ url, key: oldKey('anon') })).toEqual({ server: { url, key: oldKey('anon') } });
  });

  it.each(['', 'hello', 'eyJ.no.key', 'eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.c2ln'])(
    'asks for a key instead of %j',
    (typed) => {
      expect(checkServer({ url: 'https://abc.supabase.co', key: typed })).toEqual({
        complaint: 'missing_key',
      });
    },
  );

  it.each(['sb_secret_abc', oldKey('service_role')])('refuses the secret key %s', (typed) => {
    expect(checkServer({ url: 'https://abc.supabase.co', key: typed })).toEqual({ complaint: 'secret_key' });
  });
});

describe('UI-93 isReadOnTheWay', () => {
  it.each([
    'https://abc.supabase.co',
    'http://localhost:54321',
    'http://baton.localhost',
    'http://127.0.0.1:54321',
    'http://127.1',
    'http://[::1]:54321',
  ])('finds nothing to say about %s', (url) => {
    expect(isReadOnTheWay(url)).toBe(false);
  });

  it.each([
    'http://abc.supabase.co',
    'http://192.168.1.7:54321',
    'http://localhost.example.org',
    'http://notlocalhost',
    'http://127.0.0.1.example.org',
    'http://[::2]',
  ])('warns of %s', (url) => {
    expect(isReadOnTheWay(url)).toBe(true);
  });
});
