import type { AccountStatus } from '../account/account-status.ts';
import type { EndWhileAway } from '../engine/ringing/ends-while-away.ts';
import type { ConflictNotice } from '../engine/notices/conflict-notice.ts';

/** What the background tells the pages, which read it live. It lives in `storage.local`. */
export interface Status extends AccountStatus {
  /** What ended while the person was away and they have not been told of yet. */
  away: EndWhileAway | null;
  /** What other devices' acts did to this one's screen, newest first, until it was read. */
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
  away: null,
  notes: [],
};
