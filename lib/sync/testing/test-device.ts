import { createModelRemote, type Network } from '../../../test/server-model/model-remote.ts';
import type { ServerModel } from '../../../test/server-model/server-model.ts';
import type { Ledger } from '../../store/ledger.ts';
import { openLedger } from '../../store/open-ledger.ts';
import type { Change, Table } from '../../store/rows.ts';
import { createSyncClock, type SyncClock } from '../clock/sync-clock.ts';
import { createLoop, type Loop, type LoopDeps } from '../loop.ts';
import type { Remote } from '../remote.ts';
import type { SyncStatus } from '../sync-status.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface TestDevice {
  ledger: Ledger;
  loop: Loop;
  clock: SyncClock;
  remote: Remote;
  statuses: SyncStatus[];
  absorbed: Change[];
  /** Ends as a killed worker does: nothing is finished first. */
  kill(): void;
}

export interface TestDeviceOptions {
  server: ServerModel;
  time: VirtualTime;
  user?: string;
  network?: Network;
  /** How far its wall clock is off, in milliseconds. */
  wallOffset?: () => number;
  /** The database of an earlier device to go on with. Left out, it gets a new one. */
  name?: string;
  deps?: Partial<Omit<LoopDeps, 'remote'>> & { remote?: Partial<LoopDeps['remote']> };
}

export const goodNetwork: Network = {
  nextOutcome: () => 'arrives',
  travel: () => Promise.resolve(),
  deliver: (run) => run(),
};

/** The real ledger, clock and loop of one browser. Its server is the model. */
export async function createTestDevice({ server, time, ...options }: TestDeviceOptions): Promise<TestDevice> {
  const { user = 'ada', network = goodNetwork, name = `test-${crypto.randomUUID()}` } = options;
  const clock = createSyncClock({ read: time.reader(options.wallOffset), offset: 0 });
  const ledger = await openLedger({ name, skew: () => clock.skew() });
  const remote = createModelRemote(server, user, network);
  const statuses: SyncStatus[] = [];
  const absorbed: Change[] = [];
  const loop = createLoop({
    ledger,
    clock,
    schedule: time.schedule,
    random: () => 0.5,
    onStatus: (status) => statuses.push(status),
    onAbsorbed: (rows) => absorbed.push(...rows),
    ...options.deps,
    remote: { ...remote, ...options.deps?.remote },
  });
  return {
    ledger,
    loop,
    clock,
    remote,
    statuses,
    absorbed,
    kill() {
      void loop.stop();
      ledger.close();
    },
  };
}

const tables: readonly Table[] = ['users', 'tasks', 'pomodoro_checkpoints', 'pomodoro_sessions'];

/** All rows of a device, in the same order for every device. */
export async function allRows(ledger: Ledger): Promise<unknown> {
  const rows = await Promise.all(tables.map((table) => ledger.all(table)));
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]]));
}
