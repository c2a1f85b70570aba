// @vitest-environment happy-dom
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { hearKeys, ownKey } from './keys.ts';

const root = join(import.meta.dirname, '../../..');
const converting = { key: 'Escape', isComposing: true };
const taken = { key: 'Process', keyCode: 229 };
const free = { key: 'Escape', keyCode: 27 };

afterEach(() => vi.restoreAllMocks());

it('UI-51 keys that an input method takes are not acted on, the next ones are', () => {
  const act = vi.fn<(event: KeyboardEvent) => void>();
  for (const init of [converting, taken]) ownKey(act)(new KeyboardEvent('keydown', init));
  expect(act).not.toHaveBeenCalled();
  ownKey(act)(new KeyboardEvent('keydown', free));
  expect(act).toHaveBeenCalledOnce();
});

it('UI-51 nor are those of the whole page', () => {
  const act = vi.fn<(event: KeyboardEvent) => void>();
  const stop = hearKeys(document, act);
  for (const init of [converting, taken]) document.dispatchEvent(new KeyboardEvent('keydown', init));
  expect(act).not.toHaveBeenCalled();
  document.dispatchEvent(new KeyboardEvent('keydown', free));
  stop();
  document.dispatchEvent(new KeyboardEvent('keydown', free));
  expect(act).toHaveBeenCalledOnce();
});

/** Handlers of keys that go past `ownKey` and `hearKeys`. */
function strayHandlers(code: string): string[] {
  return code.match(/\bonKey\w*\s*=\s*\{(?!ownKey\()|['"`](?:on)?key(?:down|up|press)\b|\.onkey\w+/gi) ?? [];
}

it('UI-51 no handler of keys goes past that one place', () => {
  const files = globSync('{lib,entrypoints}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !/\.test\.tsx?$|[\\/]testing[\\/]|kit[\\/]keys\.ts$/.test(file),
  );
  const strays = files.flatMap((file) =>
    strayHandlers(readFileSync(join(root, file), 'utf8')).map((stray) => `${file}: ${stray}`),
  );
  expect(strays).toEqual([]);
  expect(
    strayHandlers(
      `<p onKeyDown={(event) => act(event)} onKeyUp={ownKey(act)} />; page.addEventListener('keydown', act); page.onkeyup = act`,
    ),
  ).toEqual(['onKeyDown={', "'keydown", '.onkeyup']);
});
