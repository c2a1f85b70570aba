import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { emptied } from './leave-out.ts';

const library = `
class Client {
  constructor() { this.name = 'client'; }
  used() { return 1; }
  unused() { return 2; }
  settled() { return 3; }
}
const codec = { encode() { return 4; }, decode() { return 5; } };
function ask() { return 6; }
`;

function run(code: string, ending: string): unknown {
  return runInNewContext(`${code}; ${ending}`);
}

function answersOf(code: string): unknown {
  return run(
    code,
    `const caught = (run) => { try { return run(); } catch ({ message }) { return message; } };
    const client = new Client();
    [client.used(), caught(() => client.unused()), client.settled(), caught(() => codec.encode()), codec.decode(), ask()];`,
  );
}

test('TOOLS-4 what is left out throws, what is known in advance is answered, the rest stays', () => {
  const left = emptied(library, [
    { module: 'x', class: 'Client', methods: ['unused'], instead: { settled: 'return null' } },
    { module: 'x', class: 'codec', methods: ['encode'] },
    { module: 'x', instead: { ask: 'return true' } },
  ]);
  expect(answersOf(library)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(answersOf(left)).toEqual([1, 'left out', null, 'left out', 5, true]);
});

test('TOOLS-4 of a class that is left out as a whole the constructor stays', () => {
  const left = emptied(library, [{ module: 'x', class: 'Client', methods: 'rest' }]);
  expect(run(left, "[new Client().name, 'used' in Client.prototype]")).toEqual(['client', false]);
});

test('TOOLS-4 a class, a method or a function that is not there fails the build', () => {
  expect(() => emptied(library, [{ module: 'x', class: 'Other', methods: 'rest' }])).toThrow(
    'no class Other',
  );
  expect(() => emptied(library, [{ module: 'x', class: 'Client', methods: ['gone'] }])).toThrow(
    'no method gone',
  );
  expect(() => emptied(library, [{ module: 'x', instead: { gone: '' } }])).toThrow('x has no method gone');
});
