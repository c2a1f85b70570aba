import type { Activity } from '../browser/activity.ts';
import type { redirectUrl, showAuthWindow } from '../browser/auth-window.ts';
import type { StatusKeeper } from '../browser/storage/status-keeper.ts';
import type { EngineDeps, Face } from '../engine/engine.ts';
import type { Status } from '../messages/status.ts';
import type { openDatabase } from '../store/database.ts';
import type { Auth } from '../sync/supabase/auth.ts';
import type { ClockReading } from '../sync/clock/clock-state.ts';
import type { Remote } from '../sync/remote.ts';
import type { SyncClock } from '../sync/clock/sync-clock.ts';
import type { DiagnosticRecorder } from './diagnostic-log.ts';

/** What carries the background: a browser, or a machine that is simulated. All that it takes from outside is here. */
export interface Host {
  /** Both clocks of the machine. */
  read(): ClockReading;
  /** Runs something after so many milliseconds, should the worker live as long. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
  ids: EngineDeps['ids'];
  disk: Disk;
  servers: Servers;
  /** For the sign-in page of a provider. */
  authWindow: { redirectUrl: typeof redirectUrl; show: typeof showAuthWindow };
  /** What nobody can guess, in 43 to 128 letters that an address may have (RFC 7636, 4.1). */
  makeSecret(): string;
  activity: Pick<Activity, 'isThere' | 'lastActive'>;
  journal: DiagnosticRecorder;
  /** Paints the toolbar of one life, by its clock, and calls `again` when it has to change. */
  createPainter(again: () => void, clock: SyncClock): Painter;
  /** Tells the person that a phase ended. */
  ring(face: Face): Promise<void>;
  /** Has the worker woken at this instant of the machine's own time; null is never. */
  setPulse(at: number | null): Promise<void>;
  /** Hears what broke in work that nobody waits for. */
  failed(error: unknown): void;
}

/** Where the databases are. */
export interface Disk {
  open: typeof openDatabase;
  erase(name: string): Promise<void>;
}

export interface Servers {
  /** The project that this build was made for, if it was made for one. */
  builtIn(): Status['server'];
  open(address: { url: string; key: string }): Server;
}

/** One Supabase project, as the background uses it. */
export interface Server {
  auth: Auth;
  remote(device: string): Promise<Remote>;
  /** Forgets the login on this machine. */
  drop(): Promise<unknown>;
}

export interface Painter {
  paint(face: Face, now: number): Promise<void>;
  stop(): void;
}

/** What the browser keeps of this extension, and what every part of the background may change. */
export interface LifeHost extends Host {
  status: StatusKeeper;
}
