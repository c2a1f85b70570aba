import type { AccountHost } from '../account/account-host.ts';
import type { EngineDeps, ToolbarState } from '../engine/engine.ts';
import type { SyncClock } from '../sync/clock/sync-clock.ts';
import type { DiagnosticRecorder } from './diagnostic-log.ts';

/** What carries the background: a browser, or a simulated machine. All that the background takes from outside is here. */
export interface Host extends Omit<AccountHost, 'status'> {
  /** Runs something after so many milliseconds, should the worker live as long. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** From 0 to 1. */
  random(): number;
  ids: EngineDeps['ids'];
  activity: Activity;
  diagnostics: DiagnosticRecorder;
  /** Paints the toolbar of one workspace, by its clock, and calls `again` when it has to change. */
  createPainter(again: () => void, clock: SyncClock): Painter;
  /** Tells the person that a phase ended. */
  ring(state: ToolbarState): Promise<void>;
  /** Has the worker woken at this instant of the machine's own time; null is never. */
  setPulse(at: number | null): Promise<void>;
  /** Hears what broke in work that nobody waits for. */
  failed(error: unknown): void;
}

/** Who is at the machine. */
export interface Activity {
  /** Whether somebody is there. */
  isThere(): Promise<boolean>;
  /** When somebody last was: the machine's own time, milliseconds; null where that is not known. */
  lastActive(): Promise<number | null>;
}

export interface Painter {
  paint(state: ToolbarState, now: number): Promise<void>;
  stop(): void;
}
