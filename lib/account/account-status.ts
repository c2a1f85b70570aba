import type { SyncStatus } from '../sync/sync-status.ts';
import type { UnansweredWaysIn } from './claim-account.ts';

/** Who is signed in here, and how the connection to their server is. */
export interface AccountStatus {
  /** The signed-in person. `isUnchecked`: the server could not tell what else opens the account. */
  account: { id: string; email: string; isUnchecked?: true } | null;
  /**
   * Who has signed in and is to answer something first. Nothing is sent before. With `ways` it is what else opens the
   * account. Without, it is what to keep, because both this browser and the account have tasks or history. `offset` is
   * how far the account's clock was ahead of this machine's, in milliseconds.
   */
  joining: {
    id: string;
    email: string;
    offset?: number;
    owner?: string;
    ways?: UnansweredWaysIn;
    isUnchecked?: true;
  } | null;
  /**
   * Whose database the pages open (`lib/store/owner.ts`). It may be that of an account that signed out and kept its
   * copy here. Null is the database of this browser from before anybody signed in.
   */
  owner: string | null;
  /** Id of this browser profile in the checkpoints that it makes now, and in `devices`. */
  device: string;
  /**
   * The id of this browser profile at each server that it was signed in at, by `serverName`. No server learns what it
   * is called at another one. Under `''` is the id before anybody signs in, which is replaced when rows move in. The
   * first worker of this version fills it.
   */
  device_ids?: Readonly<Record<string, string>>;
  link: 'signed-out' | SyncStatus['link'];
  /** What is wrong if `link` is `problem`: a key of the catalogue under `reason.`, and the words that came with it. */
  problem: { reason: string; detail: string } | null;
  /** What the server has nearly no more room for: percent by table. */
  filled?: SyncStatus['filled'];
  /** The server in use, or null if there is none. */
  server: { url: string; key: string; own: boolean } | null;
  /** Milliseconds to add to this machine's clock to get the server's. */
  clock_offset: number;
}

/** Where the status is kept. */
export interface StatusStore<Status> {
  get(): Status;
  patch(change: Partial<Status>): Promise<void>;
}
