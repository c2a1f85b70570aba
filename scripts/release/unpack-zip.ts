import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { zipEntries } from './zip-entries.ts';

/** Unpacks a zip into a folder. */
export function unpackZip(zip: Buffer, folder: string): void {
  for (const { name, at, packed, isStored } of zipEntries(zip)) {
    const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
    const bytes = zip.subarray(from, from + packed);
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, isStored ? bytes : inflateRawSync(bytes));
  }
}
