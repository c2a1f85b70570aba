/** A table in the file, with the columns in the order in which they are written. */
export interface BackupTable {
  schema: string;
  name: string;
  columns: string[];
}

/**
 * The first line of a backup. The tables follow in this order, each as `copy … to stdout` writes it and ended by a line
 * `\.`; the order is one in which rows come after those that they name. The whole is compressed with gzip.
 */
export interface BackupHeader {
  baton: 'backup';
  format: 1;
  made_at: string;
  /** The migrations that the database had. */
  migrations: string[];
  tables: BackupTable[];
}

/** What ends the rows of a table. In a row it is written with two backslashes. */
export const endOfTable = String.raw`\.`;

/** What stands for no value. */
export const nothing = String.raw`\N`;

export function readHeader(line: string): BackupHeader {
  const header = parse(line);
  if (header?.baton !== 'backup') throw new Error('This file is no backup of Baton.');
  if (header.format !== 1) throw new Error('A newer version of Baton wrote this backup. Take that one.');
  return header;
}

function parse(line: string): BackupHeader | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as BackupHeader) : null;
  } catch {
    return null;
  }
}
