import type { Answer, Command } from '../../lib/command.ts';
import type { Away } from '../../lib/status.ts';
import type { Face } from '../../lib/engine/engine.ts';
import type { Reading } from '../../lib/sync/clock.ts';
import type { ServerModel } from '../server-model.ts';
import { conceive, type Being } from './being.ts';
import { ledgerName } from '../../lib/store/ledger-name.ts';
import { isStorageFull } from '../../lib/store/storage-full.ts';
import { createMemoryDisk } from './memory-disk.ts';
import { createNetwork, type Network } from './network.ts';
import type { Frame, Observer } from './observer.ts';
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
  /** Ids of all machines of the person. */
  all: readonly string[];
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
  const born = world.now();
  const network: Network = createNetwork({ server, random, after });
  const disk = createMemoryDisk(world.turn);
  const held: (() => void)[] = [];
  let wallIsOff = clockwork.off;
  let slept = 0;
  let asleepSince: number | null = null;
  let isCut = false;
  let thereUntil = born;
  let keptOffset = 0;
  let being: Being | null = null;
  let away: Away | null = null;
  let ids = 0;
  let made: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let cancelPulse = () => {};
  let cancelAlarm = () => {};
  let alarm: { wall: number } | null = null;

  const note = (text: string) => observer.notes.push({ at: world.now(), machine: id, text });
  const isThere = () => asleepSince === null && world.now() < thereUntil;
  const wall = () => world.now() + wallIsOff;

  function read(): Reading {
    const asleep = asleepSince === null ? 0 : world.now() - asleepSince;
    return { wall: wall(), steady: world.now() - born - (clockwork.stopsInSleep ? slept + asleep : 0) };
  }

  /** Timers of a machine do not run while it sleeps. */
  function after(span: number, run: () => void): () => void {
    let isOff = false;
    const cancel = world.after(span, () => {
      if (asleepSince === null) run();
      else held.push(() => (isOff ? undefined : run()));
    });
    return () => {
      isOff = true;
      cancel();
    };
  }

  function setAlarm(at: number | null): void {
    cancelAlarm();
    alarm = at === null ? null : { wall: at };
    if (at === null) return;
    cancelAlarm = after(at - wall(), () => {
      alarm = null;
      wake('timer');
    });
  }

  function setPulse(): void {
    cancelPulse();
    if (isThere()) cancelPulse = after(pulse, () => wake('pulse'));
  }

  function frame(face: Face, corrected: number, isTrusted: boolean): Frame {
    const { view, settings } = face;
    const isBreakNext = view.phase !== 'work';
    const goesOn = isBreakNext ? settings.auto_start_breaks : settings.auto_start_focus;
    return { at: world.now(), machine: id, corrected, isTrusted, view, goesOn };
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
        ? (name) =>
            disk.open(name, {
              get isDead() {
                return born.isDead;
              },
              isFull: () => isFull,
            })
        : undefined,
      remote: {
        sync: (cursor, changes) => (born.isDead ? new Promise(() => {}) : remote.sync(cursor, changes)),
        listen: (on) => remote.listen(on),
      },
      read,
      offset: keptOffset,
      keepOffset: alive((offset) => {
        keptOffset = offset;
      }),
      schedule: (run, span) => after(span, alive(run)),
      random: () => random.next(),
      makeId() {
        const made_ = `${id}-${String((ids += 1)).padStart(4, '0')}`;
        made.push(made_);
        return made_;
      },
      isThere,
      lastActive: () =>
        isThere()
          ? wall()
          : thereUntil === world.now()
            ? null
            : Math.min(thereUntil, world.now()) + wallIsOff,
      others: (now) =>
        deps.all.map((other) => ({
          id: other,
          name: other,
          platform: 'linux',
          last_seen: now,
          removed_at: null,
        })),
      show: alive((face, now) => {
        watching.frames.push(frame(face, now, worker?.clock.isTrusted() ?? false));
        const { view } = face;
        setAlarm(view.state === 'running' ? wall() + Math.min(view.remaining, longestAlarm) : null);
      }),
      tell: alive((told) => {
        away = told;
      }),
      ring: alive(({ view }) => {
        watching.rings.push({
          corrected: worker?.clock.now() ?? 0,
          at: world.now(),
          machine: id,
          shown: `${view.state} ${view.session_id} ${view.ends_at}`,
          lead: view.lead,
          ended: view.state === 'finished' ? view.ends_at : null,
        });
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
    const now = being ?? boot();
    rouse(now, why);
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
    if (asleepSince === null) return;
    slept += world.now() - asleepSince;
    asleepSince = null;
    note('wakes up');
    const sleep = observer.sleeps.findLast(({ machine }) => machine === id);
    if (sleep) sleep.to = world.now();
    network.setOnline(!isCut);
    for (const run of held.splice(0)) run();
    wake('activity');
  }

  return {
    id,
    network,
    note,
    away: () => away,
    isAwake: () => asleepSince === null,
    isUp: () => being !== null && asleepSince === null,
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
      worker.pageOpened();
      await worker.engine.settle();
      void worker.sync().catch((error: unknown) => failed(now, error));
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
        const answer = await worker.engine.execute(command as Parameters<Worker['engine']['execute']>[0]);
        void worker.sync().catch((error: unknown) => failed(now, error));
        return answer;
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
      const answer = await answering;
      return { answer, ids: mine };
    },

    observer: () => observer,
    user: () => user,

    /** Everything that its disk holds of a person, as text. */
    diskOf: (person: string): string => (deps.isOnMemory ? disk.contents(ledgerName(person)) : ''),

    setFull(full: boolean): void {
      note(full ? 'has no room left on its disk' : 'has room on its disk again');
      if (isFull === full) return;
      const last = observer.fulls.findLast(({ machine }) => machine === id);
      if (full) observer.fulls.push({ machine: id, from: world.now(), to: null });
      else if (last) last.to = world.now();
      isFull = full;
    },

    /** Somebody signs in where somebody else was; the worker of the first one ends. */
    signIn(person: string): void {
      if (person === user) return;
      note(`is ${person}’s from here on`);
      for (const presence of observer.presences) {
        if (presence.machine === id) presence.to = Math.min(presence.to, world.now());
      }
      // For the first one the machine is as good as asleep.
      if (visit) visit.to = world.now();
      visit = person === deps.user ? null : { machine: id, from: world.now(), to: null };
      if (visit) observer.sleeps.push(visit);
      kill();
      user = person;
      observer = deps.observerOf(person);
      thereUntil = Math.min(thereUntil, world.now());
      wake('start');
    },

    sleep(): void {
      if (asleepSince !== null) return;
      note('falls asleep');
      observer.sleeps.push({ machine: id, from: world.now(), to: null });
      asleepSince = world.now();
      thereUntil = Math.min(thereUntil, world.now());
      for (const presence of observer.presences) {
        if (presence.machine === id) presence.to = Math.min(presence.to, world.now());
      }
      network.setOnline(false);
    },

    setCut(cut: boolean): void {
      if (cut === isCut) return;
      isCut = cut;
      const last = observer.cuts.findLast(({ machine }) => machine === id);
      if (cut) observer.cuts.push({ machine: id, from: world.now(), to: null });
      else if (last) last.to = world.now();
      note(cut ? 'loses its network' : 'has its network back');
      network.setOnline(!cut && asleepSince === null);
      if (!cut && asleepSince === null && random.chance(0.7)) wake('online');
    },

    /** Somebody or something sets its clock. */
    setClock(by: number): void {
      note(`has its clock set by ${Math.round(by / 1000)} s`);
      wallIsOff += by;
      if (alarm) setAlarm(alarm.wall);
    },
  };
}
