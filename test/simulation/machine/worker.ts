import { badgePaintsIn } from '../../../lib/browser/toolbar/badge-text.ts';
import { deriveId } from '../../../lib/browser/derive-id.ts';
import { createStatusKeeper } from '../../../lib/messages/status-keeper.ts';
import type { ToolbarState } from '../../../lib/engine/engine.ts';
import { createBackground, type Background } from '../../../lib/background/background.ts';
import type { Disk, Server } from '../../../lib/account/account-host.ts';
import type { Host } from '../../../lib/background/host.ts';
import { createDiagnosticRecorder } from '../../../lib/background/diagnostic-log.ts';
import { emptyDiagnosticLog } from '../../../lib/messages/diagnostic-log.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { theServer } from '../network/machine-server.ts';
import type { ClockReading } from '../../../lib/sync/clock/clock-set.ts';
import type { SyncClock } from '../../../lib/sync/clock/sync-clock.ts';

/** What of a machine a run of its worker sees and touches. */
export interface WorkerDeps {
  read(): ClockReading;
  /** Whether the steady clock goes on while the machine sleeps. */
  isSteadyInSleep: boolean;
  /** Runs something after so many milliseconds, unless the worker has died by then. */
  schedule(run: () => void, after: number): () => void;
  random(): number;
  makeId(): string;
  disk: Disk;
  server: Server;
  isThere(): boolean;
  /** When somebody was last at the machine, by its own clock. */
  lastActive(): number;
  /** What the browser keeps, and how it is kept: after a moment, all that was given before first. */
  kept(): Status;
  keep(status: Status): Promise<void>;
  /** Where a newly opened database shows its timer. */
  screenOf(owner: string | null): (state: ToolbarState, now: number, clock: SyncClock) => void;
  ring(state: ToolbarState, clock: SyncClock): void;
  setAlarm(name: 'timer' | 'pulse', at: number | null): void;
  /** Something failed that nobody waits for, or that nobody expected. */
  failed(error: unknown): void;
}

/** One run of the background, as the extension has it, on a machine that is simulated. */
export interface Worker extends Background {
  /** The clock of the database that it shows. */
  clock(): SyncClock | null;
}

export function openWorker(deps: WorkerDeps): Worker {
  let clock: SyncClock | null = null;
  const keeper = createStatusKeeper(deps.kept(), deps.keep);
  const recorder = createDiagnosticRecorder({
    now: () => deps.read().wall,
    read: () => Promise.resolve(emptyDiagnosticLog),
    write: () => Promise.resolve(),
  });
  const host: Host = {
    read: deps.read,
    isSteadyInSleep: deps.isSteadyInSleep,
    schedule: deps.schedule,
    random: deps.random,
    ids: { make: deps.makeId, derive: deriveId },
    disk: deps.disk,
    servers: {
      builtIn: () => theServer,
      open: () => deps.server,
      endLeftLogins: () => Promise.resolve(),
    },
    authWindow: {
      redirectUrl: () => '',
      show: () => Promise.resolve({ ok: false, reason: 'window_closed' }),
    },
    makeSecret: () => '',
    activity: {
      isThere: () => Promise.resolve(deps.isThere()),
      lastActive: () => Promise.resolve(deps.lastActive()),
    },
    showLedger: () => Promise.resolve(),
    diagnostics: {
      ...recorder,
      note(code, about) {
        recorder.note(code, about);
        if (code === 'error') deps.failed(new Error(about));
      },
    },
    // Its people give their commands no ids: whoever's worker died looks at what is there, and decides anew.
    answers: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
    tellContact: () => undefined,
    createPainter(again, ownClock) {
      clock = ownClock;
      const show = deps.screenOf(keeper.get().owner);
      let cancel = () => {};
      return {
        paint(state, now) {
          cancel();
          show(state, now, ownClock);
          const next = badgePaintsIn(state.view, now);
          // In the last minute each second only repaints the badge. The simulation leaves all out but the end.
          if (next.soon !== null && next.alarm === state.view.remaining) {
            cancel = deps.schedule(again, state.view.remaining);
          }
          deps.setAlarm('timer', next.alarm === null ? null : deps.read().wall + next.alarm);
          return Promise.resolve();
        },
        stop: () => cancel(),
      };
    },
    ring(state) {
      if (clock) deps.ring(state, clock);
      return Promise.resolve();
    },
    // The simulated machine knows of its people by true time.
    clockWasSet: () => undefined,
    setPulse: (at) => Promise.resolve(deps.setAlarm('pulse', at)),
    failed: deps.failed,
  };
  return { ...createBackground(host, Promise.resolve(keeper)), clock: () => clock };
}
