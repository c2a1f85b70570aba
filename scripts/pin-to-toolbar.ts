import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a new Chromium profile show the icon of an unpacked extension on its toolbar and not behind the puzzle piece,
 * so that the badge can be seen. A profile that exists already keeps what its user chose.
 */
export async function pinToToolbar(userDataDir: string, extension: string): Promise<void> {
  const file = join(userDataDir, 'Default', 'Preferences');
  if (existsSync(file)) return;
  await mkdir(join(userDataDir, 'Default'), { recursive: true });
  await writeFile(file, JSON.stringify({ extensions: { pinned_extensions: [unpackedId(extension)] } }));
}

/** Chromium makes the id of an unpacked extension from its path: 128 bits of a hash, written in the letters a to p. */
function unpackedId(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return hash.replaceAll(/./g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16)));
}
