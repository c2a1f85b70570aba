export interface ZipEntry {
  name: string;
  /** Where its own header begins. */
  at: number;
  /** Bytes in the archive. */
  packed: number;
  /** It is there as it is, and not compressed. */
  isStored: boolean;
}

/** The files in a zip, as its own list at the end has them. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('This is no zip.');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    const entry = {
      name,
      at: zip.readUInt32LE(at + 42),
      packed: zip.readUInt32LE(at + 20),
      isStored: zip.readUInt16LE(at + 10) === 0,
    };
    // A folder is no file.
    if (!name.endsWith('/')) entries.push(entry);
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

export const zipNames = (zip: Buffer): string[] => zipEntries(zip).map(({ name }) => name);
