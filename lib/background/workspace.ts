import { hasOthers, wantsHints, type Attendance } from './hint-demand.ts';
import { createEngine } from '../engine/engine.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { openLedger } from '../store/open-ledger.ts';
import { createLoop } from '../sync/loop.ts';
import type { Remote } from '../sync/remote.ts';
import { createSyncClock } from '../sync/clock/sync-clock.ts';
import type { LifeHost } from './host.ts';

/** Null is the signed-out one, whose timer is complete without a server. */
export type LifeAccount = { id: string; remote: Remote } | null;

/**
 * How often (milliseconds) a browser that somebody is at looks after its connection: the shortest that a packed
 * extension may ask for, since a worker that died with its socket open hears nothing until then.
 */
const pulse = 30_000;
/** How often (milliseconds) it looks whether another device has come, where there was none: the worker sleeps between. */
const rarePulse = 300_000;
/** What the server told is taken for its last word for so long (milliseconds), while news come by themselves. */
const stayCurrent = 240_000;
/** How long (milliseconds) a ring waits for the other devices' last word. */
const askFor = 1000;

/** Everything that lives as long as one account is signed in here, or nobody is. */
export type Life = Awaited<ReturnType<typeof openLife>>;

export async function openLife(host: LifeHost, account: LifeAccount) {
  const { status, activity, journal } = host;
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
  let hangUp: (() => void) | null = null;
  let isHearing = false;
  /** By the steady clock: when everything that the server had was last here. */
  let currentAt = -Infinity;
  let isClosed = false;

  const loop = account
    ? createLoop({
        ledger,
        remote: account.remote,
        clock,
        schedule: host.schedule,
        random: host.random,
        onStatus: (link) => void status.patch(link),
        onAbsorbed: () => unawaited(settle()),
      })
    : null;
  const engine = createEngine({
    ledger: {
      ...ledger,
      async record(...made) {
        await ledger.record(...made);
        // It is on its way before anything is painted.
        unawaited(sync());
      },
    },
    owner: owner ?? 'local',
    device,
    // Without an account there is no other clock to agree with.
    clock: account ? clock : { now: () => clock.now(), isTrusted: () => true },
    ids: host.ids,
    lastActive: async () => {
      const at = await activity.lastActive();
      return at === null ? null : at + clock.offset();
    },
    show: (face, now) => painter.paint(face, now),
    ring: (face) => host.ring(face),
    tell: (away, notes) => status.patch({ away, notes }),
    ask: async () => {
      if (loop) await Promise.race([loop.syncNow(), patience()]);
    },
    isSettled: async () =>
      !loop || (loop.isCurrent() && (await ledger.waitingCount('pomodoro_checkpoints')) === 0),
  });

  /** What is still under way when its ledger is closed has nobody left to work for. */
  function unawaited(work: Promise<unknown>): void {
    work.catch((error: unknown) => (isClosed ? undefined : host.failed(error)));
  }

  function patience(): Promise<void> {
    return new Promise((over) => {
      host.schedule(over, askFor);
    });
  }

  /** Brings timer, history and connection up to date with what was absorbed. */
  async function settle(): Promise<void> {
    await engine.settle();
    await mindHints();
  }

  /** Sends and fetches; history may be written once that is done. */
  async function sync(): Promise<void> {
    await loop?.syncNow();
    if (loop?.isCurrent()) currentAt = host.read().steady;
    journal.clock(account && clock.uncertainty());
    await settle();
  }

  /** Opens or closes the hint channel as it is worth it. */
  async function mindHints(): Promise<void> {
    if (!account || !loop) return;
    const isWanted = wantsHints(await attendance());
    if (isWanted === (hangUp !== null)) return;
    if (hangUp) {
      hangUp();
      hangUp = null;
      isHearing = false;
      return;
    }
    hangUp = account.remote.listen({
      hint: (hint) => void loop.applyHint(hint),
      up() {
        isHearing = true;
        void loop.syncNow();
      },
      down() {
        isHearing = false;
      },
    });
  }

  async function attendance(): Promise<Attendance> {
    const isThere = await activity.isThere();
    return { now: clock.now(), isThere, pageOpenedAt, device, devices: await ledger.all('devices') };
  }

  return {
    ledger,
    engine,
    clock,
    sync,
    /** Brings it up to date where nobody waits for that. */
    syncSoon: () => unawaited(sync()),
    /** Whether asking the server would only tell what is here already, as far as can be known without asking. */
    isUpToDate: () => isHearing && loop?.isCurrent() === true && host.read().steady - currentAt < stayCurrent,
    mindHints,
    /** Milliseconds until the connection wants a look, should the worker have died by then; null is never. */
    async nextPulse(): Promise<number | null> {
      if (!account) return null;
      const now = await attendance();
      if (!now.isThere) return null;
      return hasOthers(now) ? pulse : rarePulse;
    },
    /** A page opened: somebody looks, and other devices' news are wanted at once. */
    pageOpened(): void {
      pageOpenedAt = clock.now();
    },
    async close(): Promise<void> {
      painter.stop();
      hangUp?.();
      await loop?.stop();
      isClosed = true;
      ledger.close();
    },
  };
}
