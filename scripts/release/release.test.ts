import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { zipFolder } from '../keep-release/zip.ts';
import { faultsOfContents } from './contents.ts';
import { releaseNotes } from './release-notes.ts';
import { stableBill } from './stable-bill.ts';
import { unpackZip } from './unpack-zip.ts';
import { zipNames } from './zip-entries.ts';

const changelog = '# Changes\n\n## 0.2.0\n\n### New\n\n- A thing.\n\n## 0.1.0\n\nThe first version.\n';

test('TOOLS-14 the notes of a release are those of its version', () => {
  expect(releaseNotes(changelog, '0.2.0')).toBe('### New\n\n- A thing.');
  expect(releaseNotes(changelog, '0.1.0')).toBe('The first version.');
});

test('TOOLS-14 there is no release without notes, or with changes that no version has', () => {
  expect(() => releaseNotes(changelog, '0.3.0')).toThrow('says nothing of 0.3.0');
  const open = changelog.replace('## 0.2.0', '## Not released yet');
  expect(() => releaseNotes(open, '0.1.0')).toThrow('Give them a version');
  expect(releaseNotes(changelog.replace('## 0.2.0', '## Not released yet\n\n## 0.2.0'), '0.2.0')).toContain(
    'A thing',
  );
});

test('TOOLS-14 the list of what is in a release is the same each time', () => {
  const made = (serialNumber: string, timestamp: string, name: string) =>
    JSON.stringify({ serialNumber, metadata: { timestamp, component: { name } }, components: [1] });
  const bill = stableBill(made('a', '2026-01-01', 'one'), 'baton');
  expect(bill).toBe(stableBill(made('b', '2026-01-02', 'two'), 'baton'));
  expect(JSON.parse(bill)).toEqual({ metadata: { component: { name: 'baton' } }, components: [1] });
});

test('TOOLS-32 TOOLS-37 the names of the files are read from an archive, and the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-zip-'));
  mkdirSync(join(folder, 'icons'));
  for (const name of ['manifest.json', 'icons/16.png']) writeFileSync(join(folder, name), name);
  expect(zipNames(zipFolder(folder))).toEqual(['icons/16.png', 'manifest.json']);
  unpackZip(zipFolder(folder), join(folder, 'again'));
  expect(readFileSync(join(folder, 'again/icons/16.png'), 'utf8')).toBe('icons/16.png');
  rmSync(folder, { recursive: true });
});

test('TOOLS-32 what is missing in an archive is named, and what does not belong there', () => {
  const files = ['chunks/popup-CG2siT-f.js', 'assets/form-BeYyS5_F.css', '.env', 'chunks/popup.js.map'];
  const faults = faultsOfContents(files, 'chrome');
  expect(faults).toContain('missing: manifest.json');
  expect(faults.filter((fault) => fault.startsWith('not'))).toEqual([
    'not on the list: .env',
    'not on the list: chunks/popup.js.map',
  ]);
  expect(faultsOfContents(files, 'firefox')).toContain('missing: signed-in.html');
});
