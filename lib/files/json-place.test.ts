import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeJsonPath, lineOfJsonValue, lineOfJsonError } from './json-place.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('FILES-4 a text has a fault just where it is no JSON', () => {
  const mangled = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(200),
      fc.nat(3),
      fc.constantFrom('', '"', '{', ']', ',', '\\', '\n', '1', 'x'),
    )
    .map(([json, at, cut, put]) => json.slice(0, at) + put + json.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string(), fc.json()), (text) => {
      expect(lineOfJsonError(text) === null).toBe(isJson(text));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['a file cut off', '{\n"a": 1,\n"b": [1,\n2', 4],
  ['a comma too many', '{\n"a": 1,\n}', 3],
  ['a comma missing', '[\n1\n2\n]', 3],
  ['a bad escape', '[\n"a",\n"\\x"\n]', 3],
  ['a line end in a string', '[\n"a\nb"]', 2],
  ['something behind the end', '[1]\n\n[2]', 3],
  ['a bare word', '\r\n\r\n[nope]', 3],
  ['nothing', '', 1],
])('FILES-4 the line of %s is told', (_name, text, line) => {
  expect(lineOfJsonError(text)).toBe(line);
});

test('FILES-4 the line of a value is found by its path', () => {
  const text = '{\n"a": {"x": 1},\n"b": [\n{"c": 1},\n{"c":\n2}\n]\n}';
  expect(lineOfJsonValue(text, [])).toBe(1);
  expect(lineOfJsonValue(text, ['a', 'x'])).toBe(2);
  expect(lineOfJsonValue(text, ['b', 0, 'c'])).toBe(4);
  expect(lineOfJsonValue(text, ['b', 1, 'c'])).toBe(6);
  expect(lineOfJsonValue(text, ['b', 1, 'missing'])).toBe(5);
  expect(lineOfJsonValue(text, ['missing'])).toBe(1);
  expect(describeJsonPath(['b', 1, 'c'])).toBe('b[1].c');
});

test('FILES-4 nesting of any depth is walked through', () => {
  const deep = 200_000;
  expect(lineOfJsonError(`${'['.repeat(deep)}\n`)).toBe(2);
  expect(lineOfJsonError('['.repeat(deep) + ']'.repeat(deep))).toBeNull();
});
