import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../../local/testing/fresh-database.ts';
import { installPgtap } from '../../local/testing/install-pgtap.ts';
import { runTap } from './run-tap.ts';

const directory = new URL('../pgtap/', import.meta.url);

async function runFile(name: string) {
  const database = await freshDatabase();
  try {
    return { name, lines: await runTap(database.url, readFileSync(new URL(name, directory), 'utf8')) };
  } finally {
    await database.drop();
  }
}

installPgtap();
const names = readdirSync(directory).filter((file) => file.endsWith('.sql'));

for (const { name, lines } of await Promise.all(names.map(runFile))) {
  describe(`DB-24, DB-25, DB-26, DB-27, DB-28, DB-29 pgTAP ${name}`, () => {
    test.each(lines.map((line) => [line.description, line] as const))('%s', (_, { ok, diagnosis }) => {
      expect({ ok, diagnosis }).toEqual({ ok: true, diagnosis: '' });
    });
  });
}
