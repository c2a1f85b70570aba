import type { AccountStatus } from '../account/account-status.ts';
import type { ConflictNotice } from '../engine/notices/conflict-notice.ts';
import type { EndWhileAway } from '../engine/ringing/ends-while-away.ts';

/** What the background tells the pages, which read it live. It is kept in `storage.local`. */
export interface Status extends AccountStatus {
  /** The id of the database that the background writes. A page reads no database that has another one. */
  store: string | null;
  /** Whether the browser may delete it when the disk gets full. */
  can_vanish: boolean;
  /** What ended while the person was away, until they have read it. */
  away: EndWhileAway | null;
  /** What other devices' acts did to this screen, newest first, until the person has read it. */
  notes: readonly ConflictNotice[];
}

/** What pages may show before the background has ever run. */
export const unknownStatus: Status = {
  account: null,
  joining: null,
  owner: null,
  device: '',
  link: 'signed-out',
  problem: null,
  server: null,
  clock_offset: 0,
  store: null,
  can_vanish: false,
  away: null,
  notes: [],
};
