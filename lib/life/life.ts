import { wantsHints } from '../engine/attendance.ts';
import { createEngine } from '../engine/engine.ts';
import { ledgerName } from '../store/ledger-name.ts';
import { openLedger } from '../store/open-ledger.ts';
import { createLoop } from '../sync/loop.ts';
import type { Remote } from '../sync/remote.ts';
import { createSyncClock } from '../sync/sync-clock.ts';
import type { LifeHost } from './host.ts';

/** Null is the signed-out one, whose timer is complete without a server. */
export type LifeAccount = { id: string; remote: Remote } | null;

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
      if (loop) await Promise.race([loop.kick(), patience()]);
    },
    isSettled: async () =>
      !loop || (loop.isCurrent() && (await ledger.waiting('pomodoro_checkpoints')) === 0),
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
    await loop?.kick();
    journal.clock(account && clock.uncertainty());
    await settle();
  }

  /** Opens or closes the hint channel as it is worth it. */
  async function mindHints(): Promise<void> {
    if (!account || !loop) return;
    const isWanted = wantsHints({
      now: clock.now(),
      isThere: await activity.isThere(),
      pageOpenedAt,
      device,
      devices: await ledger.all('devices'),
    });
    if (isWanted === (hangUp !== null)) return;
    if (hangUp) {
      hangUp();
      hangUp = null;
      return;
    }
    hangUp = account.remote.listen({
      hint: (hint) => void loop.hint(hint),
      up: () => void loop.kick(),
      down: () => undefined,
    });
  }

  return {
    ledger,
    engine,
    clock,
    sync,
    /** Brings it up to date where nobody waits for that. */
    syncSoon: () => unawaited(sync()),
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
