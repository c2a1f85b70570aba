import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-browsers-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function executable(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

it('TOOLS-2 finds any browser of the Chromium family on the PATH', () => {
  expect(findBrowser('chromium', { PATH: folder })).toBeNull();
  const edge = executable('microsoft-edge');
  expect(findBrowser('chromium', { PATH: folder })).toBe(edge);
  const chromium = executable('chromium');
  expect(findBrowser('chromium', { PATH: `/nowhere:${folder}` })).toBe(chromium);
});

it('TOOLS-2 prefers the browser that the variable names, by path or by name', () => {
  const wanted = executable('my-firefox');
  executable('firefox');
  expect(findBrowser('firefox', { PATH: folder, BATON_FIREFOX: wanted })).toBe(wanted);
  expect(findBrowser('firefox', { PATH: folder, BATON_FIREFOX: 'my-firefox' })).toBe(wanted);
});

it('TOOLS-2 throws when the variable names nothing that can be run', () => {
  expect(() => findBrowser('firefox', { PATH: folder, BATON_FIREFOX: '/nowhere/firefox' })).toThrow(
    'BATON_FIREFOX is /nowhere/firefox, which is not an executable.',
  );
});
