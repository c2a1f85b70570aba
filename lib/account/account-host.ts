import type { RefusalWith } from '../engine/commands/answer.ts';
import type { EngineDeps } from '../engine/engine.ts';
import type { openDatabase } from '../store/database.ts';
import type { ClockReading } from '../sync/clock/clock-set.ts';
import type { Remote } from '../sync/remote.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import type { AccountStatus, StatusStore } from './account-status.ts';
import type { AccountReason } from './answer.ts';

/** What signing in and out needs from outside. */
export interface AccountHost {
  /** Both clocks of the machine. */
  read(): ClockReading;
  status: StatusStore<AccountStatus>;
  disk: Disk;
  servers: Servers;
  authWindow: AuthWindow;
  ids: Pick<EngineDeps['ids'], 'make'>;
  /** A secret that nobody can guess: 43 to 128 characters that an address may have (RFC 7636, 4.1). */
  makeSecret(): string;
}

/** The databases of this browser. */
export interface Disk {
  open: typeof openDatabase;
  erase(name: string): Promise<void>;
}

export interface Servers {
  /** The project that this build was made for, if it was made for one. */
  builtIn(): AccountStatus['server'];
  open(address: { url: string; key: string }): Server;
  /** Ends the logins that were left here while their servers could not be reached. */
  endLeftLogins(): Promise<void>;
}

/** One Supabase project, as the background uses it. */
export interface Server {
  auth: Auth;
  /** As this person, and as nobody else. */
  remote(device: string, person: string): Promise<Remote>;
}

/** The window with the sign-in page of a provider. */
export interface AuthWindow {
  /** The address at which the window ends. */
  redirectUrl(): string;
  /** Opens it at `url`. Resolves once it has come back to the redirect URL, or has been closed. */
  show(url: string): Promise<{ ok: true; address: string } | RefusalWith<AccountReason>>;
}
