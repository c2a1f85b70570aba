import { expect, test } from 'vitest';
import { dispatch } from './command-map.ts';

interface Commands {
  add: { by: number };
}

const handlers = { add: ({ by }: { type: 'add'; by: number }, to: number) => to + by };

test('ENGINE-1 a command goes to the handler of its name, with what else that is called with', () => {
  expect(dispatch<Commands, 'add', number, [number]>(handlers, { type: 'add', by: 2 }, 3)).toBe(5);
});

test.each(['subtract', 'toString', 'constructor'])(
  'ENGINE-1 %s, which no handler has for a name, is an error',
  (type) => {
    const command = { type, by: 2 } as unknown as { type: 'add'; by: number };
    expect(() => dispatch<Commands, 'add', number, [number]>(handlers, command, 3)).toThrow(type);
  },
);
