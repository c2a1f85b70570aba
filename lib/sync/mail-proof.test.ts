import { describe, expect, it } from 'vitest';
import { isProofFor, readMailProof } from './mail-proof.ts';

const server = 'https://abc.supabase.co';
const hash = 'pkce_0123456789abcdef0123456789abcdef0123456789abcdef01234567';
const link = (type = 'magiclink', at = server, token = hash) =>
  `${at}/auth/v1/verify?token=${token}&type=${type}&redirect_to=http://localhost:3000`;
const enter = (text: string, at = server) => readMailProof(text, at, 'enter');

describe('ACCOUNT-38 what is pasted from a mail', () => {
  it.each([
    ['123456', '123456'],
    [' Your code: 12 34 56 ', '123456'],
    ['123-456-78', '12345678'],
    ['1234567890', '1234567890'],
    ['Your code is 482913. It is good for 60 minutes.', '482913'],
    ['482913, again: 482913. See https://help.example/articles/1234567', '482913'],
  ])('%j is a code', (text, code) => {
    expect(enter(text)).toEqual({ ok: true, proof: { code } });
  });

  it.each(['', 'a word', '12345', '12345678901', '123456 654321'])('%j is none', (text) => {
    expect(enter(text)).toEqual({ ok: false, reason: 'nothing' });
  });

  it.each(['magiclink', 'signup', 'recovery', 'invite'])('a link of the kind %s has a hash', (type) => {
    expect(enter(link(type))).toEqual({ ok: true, proof: { token_hash: hash, server } });
  });

  it.each([
    ['with words around it', `Follow this link: ${link()}. Or do not.`],
    ['as it stands in a page', `<a href="${link().replaceAll('&', '&amp;')}">Log In</a>`],
    ['packed by a mail program', `https://safe.example/?url=${encodeURIComponent(link())}&data=1`],
    [
      'packed twice',
      `https://click.example/?u=${encodeURIComponent(`https://safe.example/?url=${encodeURIComponent(link())}`)}`,
    ],
    ['beside a code', `Your code: 123456, or ${link()}`],
    ['without a prefix', link('signup', server, hash.slice(5))],
  ])('a link is found %s', (_, text) => {
    expect(enter(text)).toMatchObject({ ok: true, proof: { server } });
  });

  it('a server may have a path and a slash at its end', () => {
    const here = 'http://10.0.0.2:8000/supabase/';
    expect(enter(link('signup', 'http://10.0.0.2:8000/supabase'), here)).toMatchObject({ ok: true });
    expect(enter(link('signup', 'http://10.0.0.2:8000'), here)).toMatchObject({ reason: 'other_server' });
  });
});

describe('ACCOUNT-39 a link of another server', () => {
  it.each([
    ['https://other.supabase.co', 'other.supabase.co'],
    ['http://abc.supabase.co', 'abc.supabase.co'],
    ['https://abc.supabase.co.evil.example', 'abc.supabase.co.evil.example'],
    ['https://abc.supabase.co@evil.example', 'evil.example'],
    ['https://abc.supabase.co:8443', 'abc.supabase.co:8443'],
  ])('at %s is refused, with where it leads', (at, host) => {
    expect(enter(link('magiclink', at))).toEqual({ ok: false, reason: 'other_server', host });
  });

  it('is another page of the same server, too, and a hash that is none', () => {
    expect(enter(`${server}/auth/v1/authorize?token=${hash}`)).toMatchObject({ reason: 'other_server' });
    expect(enter(link('magiclink', server, 'short'))).toMatchObject({ reason: 'other_server' });
  });

  it('is not the proof for a server that was connected meanwhile', () => {
    const proof = { token_hash: hash, server };
    expect(isProofFor(`${server}/`, proof)).toBe(true);
    expect(isProofFor('https://other.supabase.co', proof)).toBe(false);
    expect(isProofFor('https://other.supabase.co', { code: '123456' })).toBe(true);
  });
});

it('ACCOUNT-40 a mail that changes an address signs nobody in, and the reverse', () => {
  expect(enter(link('email_change'))).toEqual({ ok: false, reason: 'other_mail' });
  expect(readMailProof(link('magiclink'), server, 'change')).toEqual({ ok: false, reason: 'other_mail' });
  expect(readMailProof(link('email_change'), server, 'change')).toMatchObject({ ok: true });
  expect(readMailProof('123456', server, 'change')).toMatchObject({ ok: true });
});
