import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deviceNames, readDatabase, readDevice, readRelease, readWire } from './read.ts';
import { unpackBuild } from './unpack.ts';

const { version, migration, end } = readRelease();

test.each(['chromium', 'firefox'] as const)(
  'PREV-1 the kept build for %s is of the kept release',
  (browser) => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-previous-'));
    try {
      unpackBuild(browser, folder);
      const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
      expect(manifest).toMatchObject({ version, manifest_version: 3 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

test('PREV-1 the kept database, devices and wire are of one day, and hold no secret', () => {
  const [database, wire, devices] = [readDatabase(), readWire(), deviceNames.map(readDevice)];
  const versions = [...database.matchAll(/^-- Migration (\d+)_/gm)].map(([, found]) => found);
  expect(versions.at(-1)).toBe(migration);
  expect(database).toContain(end.account);
  const [first, last] = [wire[0]?.at ?? 0, wire.at(-1)?.at ?? 0];
  expect(first).toBeLessThan(end.at);
  expect(end.at).toBeLessThan(last);
  for (const { at } of devices) expect(Math.abs(at - end.at)).toBeLessThan(600_000);
  const text = JSON.stringify([wire, devices]);
  expect(text.match(/sb_(publishable|secret)_(?!fake)\w+/)).toBeNull();
  expect(text.match(/127\.0\.0\.1:(?!9\b)\d+/)).toBeNull();
  const signatures = [...text.matchAll(/eyJ[\w-]+\.eyJ[\w-]+\.([\w-]+)/g)].map(([, signature]) => signature);
  expect(new Set(signatures)).toEqual(new Set([Buffer.from('fake').toString('base64url')]));
});
