import type { AccountHost } from '../account/account-host.ts';
import type { EngineDeps, RingState, ToolbarState } from '../engine/engine.ts';
import type { Contact } from '../messages/contact.ts';
import type { Ledger } from '../store/ledger.ts';
import type { SyncClock } from '../sync/clock/sync-clock.ts';
import type { DiagnosticRecorder } from './diagnostic-log.ts';
import type { AnswerStore } from './once.ts';

/**
 * What the background runs on: a browser, or a simulated machine. All that the background needs from outside is here.
 */
export interface Host extends Omit<AccountHost, 'status'> {
  /** Runs something after so many milliseconds, if the worker is still there. Returns what cancels it. */
  schedule(run: () => void, after: number): () => void;
  /** Whether the steady clock goes on while the machine sleeps. It does so on Windows only. */
  isSteadyInSleep: boolean;
  /** From 0 to 1. */
  random(): number;
  ids: EngineDeps['ids'];
  activity: Activity;
  /** Lets pages know which database this is. Resolves once they do. */
  showLedger(ledger: Ledger, owner: string | null): Promise<void>;
  diagnostics: DiagnosticRecorder;
  answers: AnswerStore;
  /** Lets pages know how live the connection to the server is. */
  tellContact(contact: Contact): void;
  /** Paints the toolbar of one workspace, by its clock, and calls `again` when it has to change. */
  createPainter(again: () => void, clock: SyncClock): Painter;
  /** Tells the person that a phase ended. */
  ring(state: RingState): Promise<void>;
  /** The machine's clock was set, by so many milliseconds. What is kept by that clock has to follow. */
  clockWasSet(by: number): void;
  /** Sets the alarm that wakes the worker at this instant of the machine's clock; null sets none. */
  setPulse(at: number | null): Promise<void>;
  /** Gets the errors of work that nobody waits for. */
  failed(error: unknown): void;
}

/** Whether anybody uses the machine. */
export interface Activity {
  /** Whether somebody is there now. */
  isThere(): Promise<boolean>;
  /** When somebody last was, by the machine's clock in milliseconds; null if that is not known. */
  lastActive(): Promise<number | null>;
}

export interface Painter {
  paint(state: ToolbarState, now: number): Promise<void>;
  stop(): void;
}
