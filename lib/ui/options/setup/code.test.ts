import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSetupCode, writeSetupCode, type Setup } from './code.ts';
import { isSetupCode } from './is-setup-code.ts';

const server = { url: 'https://x.supabase.co', key: 'sb_publishable_x' };
const setup: Setup = { server, email: 'ada@example.org' };
const secret = 's'.repeat(43);

describe('ACCOUNT-50 a setup code', () => {
  it.each<Setup>([
    setup,
    { ...setup, secret },
    { server: { url: 'http://127.0.0.1:54321/path', key: 'sb_publishable_x' }, email: 'añ+o@bücher.example' },
  ])('is one line that holds server, key and address: %j', (given) => {
    const code = writeSetupCode(given);
    expect(code).toMatch(/^baton1-[\w-]+$/);
    expect(isSetupCode(code)).toBe(true);
    expect(readSetupCode(code)).toEqual({ setup: given });
  });

  it('may have been broken into lines on its way', () => {
    const code = writeSetupCode({ ...setup, secret });
    expect(readSetupCode(`\n ${code.slice(0, 40)}\r\n  ${code.slice(40)} `)).toEqual({
      setup: { ...setup, secret },
    });
  });
});

/** A code with this content and a right sum, as nobody but an attacker makes it. */
function forged(content: unknown, beginning = 'baton1-'): string {
  const text = JSON.stringify(content);
  const whole = writeSetupCode({ ...setup, email: 'x' });
  const sum = (bytes: Uint8Array) =>
    [...bytes].reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
  const bytes = new TextEncoder().encode(text);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(sum(bytes));
  expect(whole.startsWith('baton1-')).toBe(true);
  return beginning + Buffer.concat([bytes, tail]).toString('base64url');
}

describe('ACCOUNT-51 a setup code is checked strictly', () => {
  const { url, key } = server;
  it.each([
    ['', 'bad'],
    ['https://x.supabase.co', 'bad'],
    ['otherapp1-abc', 'bad'],
    ['baton1-', 'incomplete'],
    ['baton1-aaaa', 'incomplete'],
    ['baton1-a', 'incomplete'],
    [writeSetupCode(setup).slice(0, -1), 'incomplete'],
    [writeSetupCode(setup).slice(0, 30), 'incomplete'],
    [writeSetupCode(setup).replace('baton1-', 'baton2-'), 'later_version'],
    ['baton2-', 'later_version'],
    ['baton0-aaaa', 'incomplete'],
    [forged([url, key, 'a@b'], 'baton0-'), 'bad'],
    ['b'.repeat(4001), 'too_long'],
    [forged({ url, key }), 'bad'],
    [forged([url, key]), 'bad'],
    [forged([url, key, 'a@b', secret, 'more']), 'bad'],
    [forged(['javascript:alert(1)', key, 'a@b']), 'bad'],
    [forged([url, 'sb_secret_x', 'a@b']), 'bad'],
    [forged([url, '', 'a@b']), 'bad'],
    [forged([url, key, 'no address']), 'bad'],
    [forged([url, key, `${'a'.repeat(250)}@b.example`]), 'bad'],
    [forged([url, key, 'a\u202eb@c.example']), 'bad'],
    [forged([url, key, 'a@b', 'short']), 'bad'],
    [forged([url, key, 'a@b', null]), 'bad'],
  ])('%s: %s', (pasted, complaint) => {
    expect(readSetupCode(pasted)).toEqual({ complaint });
  });

  it('finds each single sign that is lost or another one', () => {
    const code = writeSetupCode({ ...setup, secret });
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: code.length - 1 }),
        fc.constantFrom('a', 'b', 'X', 'Z', '0', '9', '-', '_', ''),
        (at, sign) => {
          const changed = code.slice(0, at) + sign + code.slice(at + 1);
          fc.pre(changed !== code);
          expect(readSetupCode(changed)).toHaveProperty('complaint');
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readSetupCode(`baton1-${text}`)).toHaveProperty('complaint');
      }),
    );
  });
});
