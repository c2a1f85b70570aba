import type { DeriveId } from '../../../files/import-plan.ts';
import type { SavedRows } from '../../../files/stored-rows.ts';

/** What the section needs of the browser that it runs in. */
export interface DataEnvironment {
  /** Reads all rows of an account's database. Null is the database from before anybody signed in. */
  read(owner: string | null): Promise<SavedRows>;
  /** Corrected time, milliseconds since the epoch. */
  now(): number;
  /** Local time minus UTC at an instant, both in milliseconds. */
  offsetAt(instant: number): number;
  derive: DeriveId;
  /** Lets the browser save a text as a file. */
  save(name: string, text: string, type: string): void;
}
