import type { Answer, Command } from '../../lib/command.ts';
import type { EngineCommand } from '../../lib/engine/engine.ts';
import type { Away } from '../../lib/status.ts';
import type { ServerModel } from '../server-model.ts';
import { conceive, type Being } from './being.ts';
import { createAlarm, createBody } from './body.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { isStorageFull } from '../../lib/store/storage-full.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { createNetwork, type Network } from './network.ts';
import { beginSpan, endSpan, frameOf, ringOf, type Observer } from './observer.ts';
import type { Clockwork } from './plan.ts';
import { createRandom } from './random.ts';
import { crash } from './raw-database.ts';
import { openWorker, type Worker, type WorkerDeps } from './worker.ts';
import type { World } from './world.ts';

/** One browser on one computer: what outlives its worker, and the worker while there is one. */
export type Machine = ReturnType<typeof createMachine>;

export interface MachineDeps {
  world: World;
  server: ServerModel;
  /** Who sees what this person sees and does; each person has one of their own. */
  observerOf(user: string): Observer;
  id: string;
  user: string;
  seed: number;
  clockwork: Clockwork;
  /** Whether its disk is the quick one. */
  isOnMemory: boolean;
  /** All machines of the person, as they would be listed at that time. */
  others: WorkerDeps['others'];
}

type Why = Parameters<Worker['wake']>[0];

const pulse = 240_000;
const longestAlarm = 600_000;

export function createMachine(deps: MachineDeps) {
  const { world, server, id, clockwork } = deps;
  let user = deps.user;
  let observer = deps.observerOf(user);
  let isFull = false;
  let visit: Observer['sleeps'][number] | null = null;
  const random = createRandom(deps.seed);
  const body = createBody(world, clockwork);
  const { after, wall } = body;
  const alarm = createAlarm(body, () => wake('timer'));
  const network: Network = createNetwork({ server, random, after });
  const disk = createMemoryDisk(world.turn);
  let isCut = false;
  let thereUntil = world.now();
  let keptOffset = 0;
  let being: Being | null = null;
  let away: Away | null = null;
  let ids = 0;
  let made: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let cancelPulse = () => {};

  const note = (text: string) => observer.notes.push({ at: world.now(), machine: id, text });
  const isThere = () => !body.isAsleep() && world.now() < thereUntil;

  function setPulse(): void {
    cancelPulse();
    if (isThere()) cancelPulse = after(pulse, () => wake('pulse'));
  }

  /** Nobody is there from now on. */
  function leave(): void {
    thereUntil = Math.min(thereUntil, world.now());
    for (const presence of observer.presences) {
      if (presence.machine === id) presence.to = Math.min(presence.to, world.now());
    }
  }

  function failed(of: Being, error: unknown): void {
    if (of.isDead || isStorageFull(error)) return;
    observer.complaints.push({
      invariant: 'Crash',
      text: `${id}: ${error instanceof Error ? error.stack : String(error)}`,
    });
  }

  function boot(): Being {
    const born = conceive();
    const alive =
      <A extends unknown[]>(run: (...given: A) => void) =>
      (...given: A) => {
        if (!born.isDead) run(...given);
      };
    let worker: Worker | null = null;
    const remote = network.remoteOf(user);
    const watching = observer;
    const workerDeps: WorkerDeps = {
      user,
      device: id,
      name: deps.isOnMemory ? ledgerName(user) : `${ledgerName(user)} of ${id}`,
      open: deps.isOnMemory
        ? (name) => disk.open(name, { isDead: () => born.isDead, isFull: () => isFull })
        : undefined,
      remote: {
        sync: (cursor, changes) => (born.isDead ? new Promise(() => {}) : remote.sync(cursor, changes)),
        listen: (on) => remote.listen(on),
      },
      read: body.read,
      offset: keptOffset,
      keepOffset: alive((offset) => {
        keptOffset = offset;
      }),
      schedule: (run, span) => after(span, alive(run)),
      random: () => random.next(),
      makeId() {
        made.push(`${id}-${String((ids += 1)).padStart(4, '0')}`);
        return made.at(-1) ?? '';
      },
      isThere,
      lastActive: () => wall() - Math.max(0, world.now() - thereUntil),
      others: deps.others,
      show: alive((face, now) => {
        const clock = worker?.clock;
        // Trust may have come, and with it another time, since the timer was looked at.
        const isTrusted = clock?.isTrusted() === true && Math.abs(clock.now() - now) < 1000;
        watching.frames.push(frameOf(face, { at: world.now(), machine: id, corrected: now, isTrusted }));
        const { state, remaining } = face.view;
        alarm.set(state === 'running' ? wall() + Math.min(remaining, longestAlarm) : null);
      }),
      tell: alive((told) => {
        away = told;
      }),
      ring: alive(({ view }) => {
        const corrected = worker?.clock.now() ?? 0;
        watching.rings.push(ringOf(view, { at: world.now(), machine: id, corrected }));
      }),
      failed: (error) => failed(born, error),
    };
    born.worker = world.opening(
      (database) => {
        born.databases.push(database);
        if (born.isDead) crash(database);
      },
      () =>
        openWorker(workerDeps).then((opened) => {
          worker = opened;
          return opened;
        }),
    );
    born.worker.catch((error: unknown) => failed(born, error));
    being = born;
    rouse(born, 'start');
    return born;
  }

  function rouse(of: Being, why: Why): void {
    of.worker
      .then((worker) => (of.isDead ? undefined : worker.wake(why)))
      .catch((error: unknown) => failed(of, error));
  }

  function wake(why: Why): void {
    setPulse();
    rouse(being ?? boot(), why);
  }

  function kill(): void {
    const dying = being;
    being = null;
    if (!dying || dying.isDead) return;
    observer.deaths.push({ at: world.now(), machine: id });
    dying.isDead = true;
    for (const database of dying.databases) crash(database);
    void dying.worker.then((worker) => worker.hangUp()).catch(() => undefined);
    dying.die();
  }

  function rise(): void {
    if (!body.isAsleep()) return;
    note('wakes up');
    endSpan(observer.sleeps, id, world.now());
    body.rise(() => network.setOnline(!isCut));
    wake('activity');
  }

  return {
    id,
    network,
    note,
    away: () => away,
    isAwake: () => !body.isAsleep(),
    isUp: () => being !== null && !body.isAsleep(),
    wake,
    kill,
    rise,
    worker: (): Promise<Worker> => (being ?? boot()).worker,

    /** Somebody sits down here for so long and opens the popup. */
    async sitDown(span: number): Promise<void> {
      thereUntil = Math.max(thereUntil, world.now() + span);
      observer.presences.push({ machine: id, from: world.now(), to: thereUntil });
      rise();
      setPulse();
      const now = being ?? boot();
      const worker = await now.worker;
      if (now.isDead) return;
      await worker.lookAt();
    },

    /** Does what a person asked for here. Null is no answer: the worker died over it. */
    async carryOut(command: Command): Promise<{ answer: Answer | null; ids: string[] }> {
      const now = being ?? boot();
      const before = last;
      const mine: string[] = [];
      const work = async (): Promise<Answer | null> => {
        const worker = await now.worker;
        // One after another, as the engine does them: so it is known whose ids are made.
        await before;
        made = mine;
        return worker.carryOut(command as EngineCommand);
      };
      const answering = Promise.race([
        work().catch((error: unknown): Answer | null => {
          if (isStorageFull(error) && !now.isDead) return { ok: false, reason: 'storage_full' };
          failed(now, error);
          return null;
        }),
        now.died,
      ]);
      last = answering;
      return { answer: await answering, ids: mine };
    },

    observer: () => observer,
    user: () => user,

    /** Everything that its disk holds of a person, as text. */
    diskOf: (person: string): string => (deps.isOnMemory ? disk.contents(ledgerName(person)) : ''),

    setFull(full: boolean): void {
      note(full ? 'has no room left on its disk' : 'has room on its disk again');
      if (isFull === full) return;
      (full ? beginSpan : endSpan)(observer.fulls, id, world.now());
      isFull = full;
    },

    /** Somebody signs in where somebody else was; the worker of the first one ends. */
    signIn(person: string): void {
      if (person === user) return;
      note(`is ${person}’s from here on`);
      leave();
      // For the first one the machine is as good as asleep.
      if (visit) visit.to = world.now();
      visit = person === deps.user ? null : { machine: id, from: world.now(), to: null };
      if (visit) observer.sleeps.push(visit);
      kill();
      user = person;
      observer = deps.observerOf(person);
      wake('start');
    },

    sleep(): void {
      if (body.isAsleep()) return;
      note('falls asleep');
      beginSpan(observer.sleeps, id, world.now());
      body.fallAsleep();
      leave();
      network.setOnline(false);
    },

    setCut(cut: boolean): void {
      if (cut === isCut) return;
      isCut = cut;
      (cut ? beginSpan : endSpan)(observer.cuts, id, world.now());
      note(cut ? 'loses its network' : 'has its network back');
      network.setOnline(!cut && !body.isAsleep());
      if (!cut && !body.isAsleep() && random.chance(0.7)) wake('online');
    },

    /** Somebody or something sets its clock. */
    setClock(by: number): void {
      note(`has its clock set by ${Math.round(by / 1000)} s`);
      body.setClock(by);
      alarm.again();
    },
  };
}
