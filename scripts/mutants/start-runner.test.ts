import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startRunner } from './start-runner.ts';

// It starts a Vitest inside this one, which a busy machine makes slow.
const slow = 120_000;

test(
  'TOOLS-8 a file that throws fails a test, and the file as it is fails none',
  { timeout: slow },
  async () => {
    const file = 'lib/language/join-sentences.ts';
    const source = await readFile(file, 'utf8');
    const runner = await startRunner('lib/language');
    try {
      expect(runner.reached).toContain(file);
      expect(await runner.failing({ file, source })).toBeNull();
      expect(await runner.failing({ file, source: 'throw new Error()' })).toContain('did not load');
    } finally {
      runner.end();
    }
  },
);
