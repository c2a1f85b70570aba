import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackZip } from '../../scripts/release/unpack-zip.ts';

/** Unpacks the kept build of a browser into a folder, which a browser can load it from. */
export function unpackBuild(browser: 'chromium' | 'firefox', folder: string): void {
  unpackZip(readFileSync(join(import.meta.dirname, `${browser}.zip`)), folder);
}
