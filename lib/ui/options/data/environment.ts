import type { DeriveId } from '../../../files/import-plan.ts';
import type { StoredRows } from '../../../files/stored-rows.ts';

/** What the data section needs of the page that it stands in. */
export interface DataEnvironment {
  /** Reads all rows of a database: an account's, or with null that of this browser before anybody signed in. */
  read(owner: string | null): Promise<StoredRows>;
  /** Corrected time, milliseconds since the epoch. */
  now(): number;
  /** Local time minus UTC at an instant, both in milliseconds. */
  offsetAt(instant: number): number;
  derive: DeriveId;
  /** Gives the reader a file. */
  save(name: string, text: string, type: string): void;
}
