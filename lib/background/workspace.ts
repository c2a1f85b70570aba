import type { WorkspaceAccount } from '../account/accounts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { hasRoom } from '../engine/has-room.ts';
import { noContact, type Contact } from '../messages/contact.ts';
import type { StatusKeeper } from '../messages/status-keeper.ts';
import { ledgerName } from '../store/ledger-name.ts';
import type { Ledger } from '../store/ledger.ts';
import { openLedger } from '../store/open-ledger.ts';
import { accountOf } from '../store/owner.ts';
import { shortestSleep } from '../sync/clock/clock-set.ts';
import { createSyncClock, type SyncClock } from '../sync/clock/sync-clock.ts';
import { keepClock, recallClock } from '../sync/clock/clock-memory.ts';
import { createLoop } from '../sync/loop.ts';
import { createHeadWatch } from './head-watch.ts';
import { createHintChannel } from './hint-channel.ts';
import { hasOtherDevices, wantsHints, type HintDemand } from './hint-demand.ts';
import type { Host } from './host.ts';

/** All that works on one owner's data: their ledger, engine, clock and connection. */
export interface Workspace {
  ledger: Ledger;
  engine: Engine;
  clock: SyncClock;
  /** Sends and fetches, then settles. */
  sync(): Promise<void>;
  /** The same, if nobody waits for it. */
  startSync(): void;
  /** Asks whether the server has anything new, with as little as that takes now: nothing, a look or a call. */
  lookAfterConnection(): Promise<void>;
  /**
   * Milliseconds until the next pulse, which looks after the connection if the worker has died by then; null is never.
   */
  nextPulse(): Promise<number | null>;
  /** A page was opened: somebody is looking, and other devices' changes are wanted at once. */
  pageOpened(): void;
  close(): Promise<void>;
}

/**
 * How often (milliseconds) the connection is looked after while somebody is at the browser. A worker that died with its
 * socket open hears nothing until then, so this is the shortest alarm that a packed extension may set.
 */
const pulse = 30_000;

/** How often (milliseconds) a worker without another device checks whether one has come. It sleeps in between. */
const rarePulse = 300_000;

/** After a call, looks are enough for this long (milliseconds). */
const staysCurrentFor = 600_000;

/** So long (milliseconds) after a phase a clock that was set meanwhile stays as it is: the phase may ring or go on. */
const staysFor = 300_000;

/** How long (milliseconds) a ring waits for the newest acts of other devices. */
const askFor = 1000;

export async function openWorkspace(
  host: Host,
  status: StatusKeeper,
  account: WorkspaceAccount,
): Promise<Workspace> {
  const { activity } = host;
  const { device, owner } = status.get();
  const ledger = await openLedger({
    name: ledgerName(owner),
    skew: () => (owner === null ? null : clock.skew()),
    open: host.disk.open,
  });
  await host.showLedger(ledger, owner);
  // A database that cannot be read is told of where it matters.
  const memory = await recallClock(ledger).catch(() => undefined);
  const clock = createSyncClock({
    read: host.read,
    // A copy that was kept after signing out goes on in the time of its account.
    offset: owner === null ? (memory?.offset ?? 0) : status.get().clock_offset,
    last: memory,
    // Where a server will tell, a jump forward that may have been a sleep is left to it.
    sleepsFrom: host.isSteadyInSleep ? Infinity : account ? 0 : shortestSleep,
    onChange: ({ offset }) => void status.patch({ clock_offset: offset }),
    onSet: (by) => host.clockWasSet(by),
  });
  await status.patch({ clock_offset: clock.offset() });
  const painter = host.createPainter(() => unawaited(engine.tick()), clock);
  let pageOpenedAt: number | null = null;
  /** When everything that the server had was last here, by the steady clock. */
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
        onStatus: (link) => void status.patch({ filled: {}, ...link }),
        onAbsorbed: () => unawaited(refresh()),
        onWord() {
          watch?.heard();
          tellContact({ heard_at: host.read().wall });
        },
        onBehind: (head) => channel?.missed(head),
      })
    : null;
  const channel =
    remote && loop
      ? createHintChannel({
          remote,
          loop,
          schedule: host.schedule,
          steady: () => host.read().steady,
          onLate: (is_late) => tellContact({ is_late }),
          onLost: () => host.diagnostics.note('lost'),
        })
      : null;
  const watch = loop
    ? createHeadWatch({
        schedule: host.schedule,
        steady: () => host.read().steady,
        look: () => lookIfDue().catch(failed),
      })
    : null;
  let contact = noContact;

  const engine = createEngine({
    ledger,
    owner: owner === null ? 'local' : accountOf(owner),
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
    rested(since) {
      // Rows that no account ever had are in this machine's own time.
      if (owner === null) clock.rest(since + staysFor);
    },
    async askOthers() {
      if (loop) await Promise.race([loop.syncNow(), pause(askFor)]);
    },
    mayWriteHistory: async () =>
      !loop || (loop.isCurrent() && (await ledger.waitingCount('pomodoro_checkpoints')) === 0),
  });

  /** If work is still under way when its ledger closes, its errors matter to nobody. */
  function unawaited(work: Promise<unknown>): void {
    work.catch(failed);
  }

  function failed(error: unknown): void {
    if (!isClosed) host.failed(error);
  }

  function tellContact(change: Partial<Contact>): void {
    contact = { ...contact, ...change };
    host.tellContact(contact);
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((over) => {
      host.schedule(over, milliseconds);
    });
  }

  /** Brings timer, history and connection up to date with what is in the ledger now. */
  async function refresh(): Promise<void> {
    await engine.settle();
    await hasRoom(keepClock(ledger, clock.memory()));
    await updateChannel();
  }

  async function sync(): Promise<void> {
    await loop?.syncNow();
    if (loop?.isCurrent()) currentAt = host.read().steady;
    host.diagnostics.clock(account && clock.uncertainty());
    await refresh();
  }

  async function updateChannel(): Promise<void> {
    const isWanted = channel !== null && wantsHints(await hintDemand());
    if (isClosed) return;
    channel?.setWanted(isWanted);
    watch?.setWanted(isWanted);
  }

  async function lookAfterConnection(): Promise<void> {
    if (!loop?.isCurrent() || host.read().steady - currentAt >= staysCurrentFor) return sync();
    await lookIfDue();
  }

  async function lookIfDue(): Promise<void> {
    await updateChannel();
    if (watch?.isDue()) await loop?.look();
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
    lookAfterConnection,
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
      isClosed = true;
      watch?.setWanted(false);
      channel?.setWanted(false);
      await loop?.stop();
      await hasRoom(keepClock(ledger, clock.memory()));
      if (account) host.tellContact(noContact);
      ledger.close();
    },
  };
}
