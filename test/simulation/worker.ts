import { deriveId } from '../../lib/browser/ids.ts';
import { wantsHints } from '../../lib/engine/attendance.ts';
import type { Answer } from '../../lib/command.ts';
import { createEngine, type EngineCommand, type Face } from '../../lib/engine/engine.ts';
import type { Away } from '../../lib/status.ts';
import type { Database } from '../../lib/store/database.ts';
import { openLedger } from '../../lib/store/open-ledger.ts';
import type { Device } from '../../lib/store/rows.ts';
import type { Reading } from '../../lib/sync/clock.ts';
import { createLoop } from '../../lib/sync/loop.ts';
import type { Remote } from '../../lib/sync/remote.ts';
import { createSyncClock } from '../../lib/sync/sync-clock.ts';

export interface WorkerDeps {
  user: string;
  device: string;
  /** Of the database, which outlives the worker. */
  name: string;
  open: ((name: string) => Promise<Database>) | undefined;
  remote: Remote;
  read(): Reading;
  offset: number;
  keepOffset(offset: number): void;
  schedule(run: () => void, after: number): () => void;
  random(): number;
  makeId(): string;
  isThere(): boolean;
  /** When somebody was last at the machine, by its own clock. */
  lastActive(): number | null;
  others(now: number): Device[];
  show(face: Face, now: number): void;
  ring(face: Face): void;
  tell(away: Away | null): void;
  /** Something failed that nobody waits for. */
  failed(error: unknown): void;
}

/** What lives in one run of the background, put together as the extension does it. */
export type Worker = Awaited<ReturnType<typeof openWorker>>;

const askFor = 1000;

export async function openWorker(deps: WorkerDeps) {
  const { remote, schedule } = deps;
  const clock = createSyncClock({
    read: deps.read,
    offset: deps.offset,
    onChange: ({ offset }) => deps.keepOffset(offset),
  });
  const ledger = await openLedger({
    name: deps.name,
    skew: () => clock.skew(),
    ...(deps.open ? { open: deps.open } : {}),
  });
  let pageOpenedAt: number | null = null;
  let hangUp: (() => void) | null = null;

  const loop = createLoop({
    ledger,
    remote,
    clock,
    schedule,
    random: deps.random,
    onStatus: () => undefined,
    onAbsorbed: () => void settle().catch(deps.failed),
  });
  const patience = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    schedule(resolve, askFor);
    return promise;
  };
  const engine = createEngine({
    ledger: {
      ...ledger,
      async record(...made) {
        await ledger.record(...made);
        void sync().catch(deps.failed);
      },
    },
    owner: deps.user,
    device: deps.device,
    clock,
    ids: { make: deps.makeId, derive: deriveId },
    lastActive: () => {
      const at = deps.lastActive();
      return Promise.resolve(at === null ? null : at + clock.offset());
    },
    show: (face, now) => Promise.resolve(deps.show(face, now)),
    ring: (face) => Promise.resolve(deps.ring(face)),
    tell: (away) => Promise.resolve(deps.tell(away)),
    ask: () => Promise.race([loop.kick(), patience()]),
    isSettled: async () => loop.isCurrent() && (await ledger.waiting('pomodoro_checkpoints')) === 0,
  });

  async function settle(): Promise<void> {
    await engine.settle();
    if (loop.isCurrent() && (await ledger.waiting()) > 0) void loop.kick();
    mindHints();
  }

  function mindHints(): void {
    const now = clock.now();
    const { device } = deps;
    const isWanted = wantsHints({
      now,
      isThere: deps.isThere(),
      pageOpenedAt,
      device,
      devices: deps.others(now),
    });
    if (isWanted === (hangUp !== null)) return;
    if (hangUp) {
      hangUp();
      hangUp = null;
      return;
    }
    hangUp = remote.listen({
      hint: (hint) => void loop.hint(hint),
      up: () => void loop.kick(),
      down: () => undefined,
    });
  }

  async function sync(): Promise<void> {
    await loop.kick();
    await settle();
  }

  return {
    ledger,
    engine,
    clock,
    sync,
    async wake(why: 'timer' | 'start' | 'activity' | 'online' | 'pulse'): Promise<void> {
      if (why === 'activity' || why === 'start') clock.distrust();
      if (why === 'timer') await engine.tick();
      else await engine.settle();
      await sync();
    },
    /** A page opens. */
    async lookAt(): Promise<void> {
      pageOpenedAt = clock.now();
      await engine.settle();
      void sync().catch(deps.failed);
    },
    async carryOut(command: EngineCommand): Promise<Answer> {
      const answer = await engine.execute(command);
      void sync().catch(deps.failed);
      return answer;
    },
    /** The channel and its server part from each other. */
    hangUp(): void {
      hangUp?.();
      hangUp = null;
    },
  };
}
