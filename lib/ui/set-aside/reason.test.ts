import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { setAsideReason } from './reason.ts';

beforeAll(installCatalogue);

const schemas = join(import.meta.dirname, '../../../supabase/schemas');

/** Every constraint that the database has a sentence for, but what no row of ours writes. */
function rules(): string[] {
  const model = readdirSync(schemas).map((file) => readFileSync(join(schemas, file), 'utf8'));
  const named = [...model.join('\n').matchAll(/^comment on constraint (\w+)/gm)].map(([, rule]) => rule!);
  return named.filter((rule) => !/^users_(pkey|username_check)$/.test(rule));
}

describe('ACCOUNT-6 why the server refused a change', () => {
  it.each(rules())('is said in a sentence of ours: %s', (rule) => {
    expect(setAsideReason({ code: '23514', rule })).toMatch(/^[A-Z].+\.$/);
  });

  it.each([
    ['PT507', 'tasks_quota', 'The server keeps no more of these for one account. It stays in this browser.'],
    ['PT413', 'row_size', 'It is too large for the server.'],
    ['PT400', 'known_table', 'This server does not know this kind of data yet.'],
    ['23502', undefined, 'A part of it is missing.'],
    ['22P02', undefined, 'A part of it has a value of the wrong kind.'],
    ['42501', undefined, 'It belongs to somebody else.'],
    ['unwritable', undefined, 'Its dates must lie after 1999.'],
    ['refused', undefined, 'The server cannot read it.'],
  ])('is said by the code where no constraint broke: %s, %s', (code, rule, sentence) => {
    expect(setAsideReason({ code, ...(rule && { rule }) })).toBe(sentence);
  });

  it.each([
    ['a constraint of a newer server', '23514', 'tasks_colour_check'],
    ['a server of old, which names none', '23514', undefined],
    ['a code that nobody knows', 'XX000', undefined],
  ])('is left to the server where it is %s', (_, code, rule) => {
    expect(setAsideReason({ code, ...(rule && { rule }) })).toBeNull();
  });
});
