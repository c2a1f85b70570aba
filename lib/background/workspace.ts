import type { WorkspaceAccount } from '../account/accounts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { Ledger } from '../store/ledger.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { openLedger } from '../store/open-ledger.ts';
import { createSyncClock, type SyncClock } from '../sync/clock/sync-clock.ts';
import { createLoop } from '../sync/loop.ts';
import { createHintChannel } from './hint-channel.ts';
import { hasOtherDevices, wantsHints, type HintDemand } from './hint-demand.ts';
import type { Host } from './host.ts';
import type { StatusKeeper } from '../messages/status-keeper.ts';

/** All that works on one owner's data: their ledger, engine, clock and connection. */
export interface Workspace {
  ledger: Ledger;
  engine: Engine;
  clock: SyncClock;
  /** Sends and fetches, then settles. */
  sync(): Promise<void>;
  /** The same where nobody waits for it. */
  startSync(): void;
  /** Whether asking the server would only tell what is here already, as far as can be known without asking. */
  isUpToDate(): boolean;
  /** Opens or closes the hint channel, whichever is right just now. */
  updateChannel(): Promise<void>;
  /** Milliseconds until the connection wants a look, should the worker have died by then; null is never. */
  nextPulse(): Promise<number | null>;
  /** A page opened: somebody is looking, and other devices' news are wanted at once. */
  pageOpened(): void;
  close(): Promise<void>;
}

/**
 * How often (milliseconds) a browser that somebody is at looks after its connection: the shortest that a packed
 * extension may ask for, since a worker that died with its socket open hears nothing until then.
 */
const pulse = 30_000;

/** How often (milliseconds) it looks whether another device has come, where there was none: the worker sleeps between. */
const rarePulse = 300_000;

/** The server's last word is taken for current for so long (milliseconds), while hints come by themselves. */
const staysCurrentFor = 240_000;

/** How long (milliseconds) a ring waits for the other devices' last word. */
const askFor = 1000;

export async function openWorkspace(
  host: Host,
  status: StatusKeeper,
  account: WorkspaceAccount,
): Promise<Workspace> {
  const { activity } = host;
  const { device, owner } = status.get();
  const clock = createSyncClock({
    read: host.read,
    // A copy that stayed after signing out goes on in the time of its account.
    offset: owner === null ? 0 : status.get().clock_offset,
    onChange: ({ offset }) => void status.patch({ clock_offset: offset }),
  });
  const ledger = await openLedger({
    name: ledgerName(owner),
    skew: () => (owner === null ? null : clock.skew()),
    open: host.disk.open,
  });
  const painter = host.createPainter(() => unawaited(engine.tick()), clock);
  let pageOpenedAt: number | null = null;
  /** By the steady clock: when everything that the server had was last here. */
  let currentAt = -Infinity;
  let isClosed = false;

  const remote = account && host.diagnostics.watch(account.remote);
  const loop = remote
    ? createLoop({
        ledger,
        remote,
        clock,
        schedule: host.schedule,
        random: host.random,
        onStatus: (link) => void status.patch(link),
        onAbsorbed: () => unawaited(refresh()),
      })
    : null;
  const channel = remote && loop ? createHintChannel(remote, loop) : null;

  const engine = createEngine({
    ledger,
    owner: owner ?? 'local',
    device,
    // Without an account there is no other clock to agree with.
    clock: account ? clock : { now: () => clock.now(), isTrusted: () => true },
    ids: host.ids,
    async lastActive() {
      const at = await activity.lastActive();
      return at === null ? null : at + clock.offset();
    },
    startSync: () => unawaited(sync()),
    show: (state, now) => painter.paint(state, now),
    ring: (state) => host.ring(state),
    tell: (away, notes) => status.patch({ away, notes }),
    async askOthers() {
      if (loop) await Promise.race([loop.syncNow(), passing(askFor)]);
    },
    mayWriteHistory: async () =>
      !loop || (loop.isCurrent() && (await ledger.waitingCount('pomodoro_checkpoints')) === 0),
  });

  /** What is still under way when its ledger is closed has nobody left to work for. */
  function unawaited(work: Promise<unknown>): void {
    work.catch((error: unknown) => (isClosed ? undefined : host.failed(error)));
  }

  function passing(milliseconds: number): Promise<void> {
    return new Promise((over) => {
      host.schedule(over, milliseconds);
    });
  }

  /** Brings timer, history and connection up to date with what is in the ledger now. */
  async function refresh(): Promise<void> {
    await engine.settle();
    await updateChannel();
  }

  async function sync(): Promise<void> {
    await loop?.syncNow();
    if (loop?.isCurrent()) currentAt = host.read().steady;
    host.diagnostics.clock(account && clock.uncertainty());
    await refresh();
  }

  async function updateChannel(): Promise<void> {
    if (channel) channel.setWanted(wantsHints(await hintDemand()));
  }

  async function hintDemand(): Promise<HintDemand> {
    const isThere = await activity.isThere();
    return { now: clock.now(), isThere, pageOpenedAt, device, devices: await ledger.all('devices') };
  }

  return {
    ledger,
    engine,
    clock,
    sync,
    startSync: () => unawaited(sync()),
    isUpToDate: () =>
      channel?.isHearing() === true &&
      loop?.isCurrent() === true &&
      host.read().steady - currentAt < staysCurrentFor,
    updateChannel,
    async nextPulse() {
      if (!account) return null;
      const demand = await hintDemand();
      if (!demand.isThere) return null;
      return hasOtherDevices(demand) ? pulse : rarePulse;
    },
    pageOpened() {
      pageOpenedAt = clock.now();
    },
    async close() {
      painter.stop();
      channel?.setWanted(false);
      await loop?.stop();
      isClosed = true;
      ledger.close();
    },
  };
}
