import type { Activity } from '../../lib/browser/activity.ts';
import { announce } from '../../lib/browser/announce.ts';
import { deriveId, makeId } from '../../lib/browser/ids.ts';
import type { StatusKeeper } from '../../lib/browser/status-keeper.ts';
import { wantsHints } from '../../lib/engine/attendance.ts';
import { createEngine } from '../../lib/engine/engine.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import { createLoop } from '../../lib/sync/loop.ts';
import type { Remote } from '../../lib/sync/remote.ts';
import { createSyncClock } from '../../lib/sync/sync-clock.ts';
import type { JournalKeeper } from './journal.ts';
import { later } from './later.ts';
import { createPainter } from './paint.ts';

export interface LifeDeps {
  /** Null is the signed-out one, whose timer is complete without a server. */
  account: { id: string; remote: Remote } | null;
  status: StatusKeeper;
  activity: Activity;
  journal: JournalKeeper;
}

/** How long (milliseconds) a ring waits for the other devices' last word. */
const askFor = 1000;

/** Everything that lives as long as one account is signed in here, or nobody is. */
export type Life = Awaited<ReturnType<typeof openLife>>;

export async function openLife({ account, status, activity, journal }: LifeDeps) {
  const { device, owner } = status.get();
  const clock = createSyncClock({
    read: () => ({ wall: Date.now(), steady: performance.now() }),
    // A copy that stayed after signing out goes on in the time of its account.
    offset: owner === null ? 0 : status.get().clock_offset,
    onChange: ({ offset }) => void status.patch({ clock_offset: offset }),
  });
  const ledger = await openLedger({
    name: ledgerName(owner),
    skew: () => (owner === null ? null : clock.skew()),
  });
  const painter = createPainter(
    () => Date.now(),
    () => void engine.tick(),
  );
  let pageOpenedAt: number | null = null;
  let hangUp: (() => void) | null = null;

  const loop = account
    ? createLoop({
        ledger,
        remote: account.remote,
        clock,
        schedule: later,
        random: () => Math.random(),
        onStatus: (link) => void status.patch(link),
        onAbsorbed: () => void settle(),
      })
    : null;
  const engine = createEngine({
    ledger: {
      ...ledger,
      async record(...made) {
        await ledger.record(...made);
        // It is on its way before anything is painted.
        void sync();
      },
    },
    owner: owner ?? 'local',
    device,
    // Without an account there is no other clock to agree with.
    clock: account ? clock : { now: () => clock.now(), isTrusted: () => true },
    ids: { make: makeId, derive: deriveId },
    lastActive: async () => {
      const at = await activity.lastActive();
      return at === null ? null : at + clock.offset();
    },
    show: (face) => painter.paint(face),
    ring: ({ view }) => announce(view),
    tell: (away, notes) => status.patch({ away, notes }),
    ask: async () => {
      if (loop) await Promise.race([loop.kick(), patience(askFor)]);
    },
    isSettled: async () =>
      !loop || (loop.isCurrent() && (await ledger.waiting('pomodoro_checkpoints')) === 0),
  });

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
    sync,
    /** A page opened: somebody looks, and other devices' news are wanted at once. */
    pageOpened(): void {
      pageOpenedAt = clock.now();
    },
    distrustClock: () => clock.distrust(),
    async close(): Promise<void> {
      painter.stop();
      hangUp?.();
      await loop?.stop();
      ledger.close();
    },
  };
}

function patience(milliseconds: number): Promise<void> {
  return new Promise((over) => {
    later(over, milliseconds);
  });
}
