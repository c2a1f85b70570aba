import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Unpacks the kept build of a browser into a folder, which a browser can load it from. */
export function unpackBuild(browser: 'chromium' | 'firefox', folder: string): void {
  const zip = readFileSync(join(import.meta.dirname, `${browser}.zip`));
  let at = 0;
  while (zip.toString('latin1', at, at + 4) === 'PK\x03\x04') {
    const packed = zip.readUInt32LE(at + 18);
    const from = at + 30 + zip.readUInt16LE(at + 26);
    const file = join(folder, zip.toString('utf8', at + 30, from));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, inflateRawSync(zip.subarray(from, from + packed)));
    at = from + packed;
  }
}
