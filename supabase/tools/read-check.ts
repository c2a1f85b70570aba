import type { Limit } from '../../lib/limits/limit.ts';

type Bound = 'least' | 'most' | 'above' | 'below';

const bounds: Readonly<Record<string, Bound>> = { '>=': 'least', '<=': 'most', '>': 'above', '<': 'below' };

/**
 * What a check constraint, as `pg_get_constraintdef` writes it, says of one column. What it cannot say with constants
 * (a column compared with another one) is left out.
 */
export function limitsIn(check: string, column: string): Limit {
  const name = `"?\\b${column}\\b"?`;
  const limit: Limit = {};
  const patterns: RegExp[] = [];
  for (const [, by = '', number] of found(check, `${name} (>=|<=|>|<) '?(-?\\d+)'?(?:::bigint)?[)]`))
    setBound(limit, by, Number(number));
  for (const [, by = '', instant = ''] of found(check, `${name} (>=|<=|>|<) '([^']+)'::timestamp`))
    setBound(limit, by, Date.parse(`${instant.slice(0, 19).replace(' ', 'T')}Z`));
  for (const [, by, number] of found(check, `char_length\\(${name}\\) (>=|<=) (\\d+)`))
    limit[by === '>=' ? 'shortest' : 'longest'] = Number(number);
  for (const [, number] of found(check, `octet_length\\(\\(${name}\\)::text\\) <= (\\d+)`))
    limit.bytes = Number(number);
  for (const [, pattern = ''] of found(check, `${name} ~ '([^']+)'`)) patterns.push(patternOf(pattern));
  for (const [, list = ''] of found(check, `${name} = ANY \\(ARRAY\\[([^\\]]+)\\]`))
    limit.values = [...list.matchAll(/'([^']+)'/g)].map(([, value = '']) => value);
  for (const [, path = ''] of found(check, `${name} @@ '([^']+)'::jsonpath`)) limit.fields = fieldsIn(path);
  if (patterns.length > 0) limit.patterns = patterns;
  return limit;
}

function found(check: string, pattern: string): RegExpStringIterator<RegExpExecArray> {
  return check.matchAll(new RegExp(pattern, 'g'));
}

function setBound(limit: Limit, by: string, value: number): void {
  const bound = bounds[by];
  if (bound) limit[bound] = value;
}

function fieldsIn(path: string): Record<string, Limit> {
  const fields: Record<string, Limit> = {};
  for (const [, field = '', by = '', number] of path.matchAll(/\."(\w+)" (>=|<=|>|<) (\d+)/g)) {
    fields[field] ??= {};
    setBound(fields[field], by, Number(number));
  }
  for (const [, field = ''] of path.matchAll(/"(\w+)"\.floor\(\) == /g))
    fields[field] = { ...fields[field], whole: true };
  return fields;
}

/**
 * The same pattern in JavaScript. Which characters beyond ASCII are spaces or control characters depends on the locale
 * of the database. Here only those of ASCII are: so what the database took always fits.
 */
const classes = {
  '[^[:space:][:cntrl:]]': String.raw`[!-~\x80-\u{10ffff}]`,
  '[^[:cntrl:]]': String.raw`[ -~\x80-\u{10ffff}]`,
  '[^[:space:]]': String.raw`[^\t-\r ]`,
};

function patternOf(pattern: string): RegExp {
  let translated = pattern;
  for (const [posix, own] of Object.entries(classes)) translated = translated.replaceAll(posix, own);
  if (translated.includes('[:')) throw new Error(`No JavaScript is known for the pattern ${pattern}.`);
  return new RegExp(translated, 'u');
}
