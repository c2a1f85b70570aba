import type { Workspace } from '../../../lib/background/workspace.ts';
import type { Wake } from '../../../lib/background/background.ts';
import { isStorageFull } from '../../../lib/store/storage-full.ts';
import type { ServerModel } from '../../server-model/server-model.ts';
import { createCommandRunner } from './command-runner.ts';
import { newWorkerRun, type WorkerRun } from './worker-run.ts';
import { createAlarm, createComputer } from './computer.ts';
import { createDisk } from './disk.ts';
import { createNetwork, type Network } from '../network/network.ts';
import { beginSpan, endSpan, frameOf, ringOf, type Observer } from '../people/observer.ts';
import type { MachineClocks } from '../plan/plan.ts';
import { createRandom } from '../plan/random.ts';
import { crash } from './raw-database.ts';
import { createMachineServer } from '../network/machine-server.ts';
import { createMachineStatus } from './machine-status.ts';
import { openWorker, type Worker } from './worker.ts';
import type { World } from '../run/world.ts';

/** One browser on one computer: what outlives its worker, and the worker while there is one. */
export type Machine = ReturnType<typeof createMachine>;

export interface MachineDeps {
  world: World;
  server: ServerModel;
  /** Who sees what this person sees and does; each person has one of their own. */
  observerOf(user: string): Observer;
  id: string;
  /** Whose machine it is; what is made there before anybody signs in is theirs as well. */
  user: string;
  isSignedIn: boolean;
  seed: number;
  clocks: MachineClocks;
  /** Whether its disk is the quick one. */
  isOnMemory: boolean;
}

export function createMachine(deps: MachineDeps) {
  const { world, server, id, clocks } = deps;
  const random = createRandom(deps.seed);
  const computer = createComputer(world, clocks);
  const { after, wall } = computer;
  const alarms = {
    timer: createAlarm(computer, () => wake('timer')),
    pulse: createAlarm(computer, () => wake('pulse')),
  };
  const network: Network = createNetwork({ server, random, after });
  const disk = createDisk(world, { id, isOnMemory: deps.isOnMemory });
  const machineStatus = createMachineStatus({ ...deps, leaves: () => leave() });
  const { status, personOf, observer, note } = machineStatus;
  let login = status().owner;
  let isFull = false;
  let isCut = false;
  let thereUntil = world.now();
  let being: WorkerRun | null = null;
  let ids = 0;
  let made: string[] = [];

  /** A browser with much to do wakes a worker late where nothing depends on it. */
  const lateness = random.pick([0, 2, 3.5]) * 60_000;

  const isThere = () => !computer.isAsleep() && world.now() < thereUntil;

  /** Nobody is there from now on. */
  function leave(): void {
    thereUntil = Math.min(thereUntil, world.now());
    for (const presence of observer().presences) {
      if (presence.machine === id) presence.to = Math.min(presence.to, world.now());
    }
  }

  function failed(of: WorkerRun, error: unknown): void {
    // A life that ended while something of it was still under way has nobody to tell.
    if (of.isDead || isStorageFull(error) || String(error).includes('was closed here')) return;
    observer().complaints.push({
      invariant: 'Crash',
      text: `${id}: ${error instanceof Error ? error.stack : String(error)}`,
    });
  }

  function boot(): WorkerRun {
    const born = newWorkerRun();
    const isDead = () => born.isDead;
    const alive =
      <A extends unknown[]>(run: (...given: A) => void) =>
      (...given: A) => {
        if (!born.isDead) run(...given);
      };
    const opened = (hangUp: () => void) => {
      born.hangUps.add(hangUp);
      return () => {
        born.hangUps.delete(hangUp);
        hangUp();
      };
    };
    const hard = disk.of({ isDead, isFull: () => isFull, opened: (database) => hold(born, database) });
    born.worker = openWorker({
      read: computer.read,
      schedule: (run, span) => after(span, alive(run)),
      random: () => random.next(),
      makeId() {
        made.push(`${id}-${String((ids += 1)).padStart(4, '0')}`);
        return made.at(-1) ?? '';
      },
      disk: {
        open: hard.open,
        async erase(name) {
          const waiting = await hard.waiting(name);
          const [person = ''] = name.split('baton-').slice(1);
          deps
            .observerOf(person)
            .removed.push(...waiting.map((row) => ({ machine: id, at: world.now(), row })));
          await hard.erase(name);
        },
      },
      server: createMachineServer({
        network,
        isDead,
        opened,
        login: { get: () => login, set: (person) => void (login = person) },
      }),
      isThere,
      lastActive: () => wall() - Math.max(0, world.now() - thereUntil),
      kept: status,
      keep(next) {
        const { promise, resolve } = Promise.withResolvers<void>();
        world.turn(
          alive(() => {
            machineStatus.become(next);
            resolve();
          }),
        );
        return promise;
      },
      screenOf(owner) {
        const { frames } = deps.observerOf(personOf(owner));
        return alive((face, now, clock) => {
          // Trust may have come, and with it another time, since the timer was looked at.
          const isTrusted = clock.isTrusted() && Math.abs(clock.now() - now) < 1000;
          frames.push(frameOf(face, { at: world.now(), machine: id, corrected: now, isTrusted }));
        });
      },
      ring: alive(({ view }, clock) => {
        observer().rings.push(ringOf(view, { at: world.now(), machine: id, corrected: clock.now() }));
      }),
      setAlarm: alive((name, at) =>
        alarms[name].set(at === null ? null : at + (name === 'pulse' ? lateness : 0)),
      ),
      failed: (error) => failed(born, error),
    });
    being = born;
    rouse(born, 'start');
    return born;
  }

  function hold(of: WorkerRun, database: IDBDatabase): void {
    of.databases.push(database);
    if (of.isDead) crash(database);
  }

  const workerOf = (of: WorkerRun): Worker => {
    if (!of.worker) throw new Error('It has not come up.');
    return of.worker;
  };

  function rouse(of: WorkerRun, why: Wake): void {
    workerOf(of)
      .wake(why)
      .catch((error: unknown) => failed(of, error));
  }

  function wake(why: Wake): void {
    rouse(being ?? boot(), why);
  }

  function kill(): void {
    const dying = being;
    being = null;
    if (!dying || dying.isDead) return;
    observer().deaths.push({ at: world.now(), machine: id });
    dying.isDead = true;
    for (const database of dying.databases) crash(database);
    for (const hangUp of dying.hangUps) hangUp();
    dying.die();
  }

  function rise(): void {
    if (!computer.isAsleep()) return;
    note('wakes up');
    endSpan(observer().sleeps, id, world.now());
    computer.rise(() => network.setOnline(!isCut));
    wake('activity');
  }

  const commandRunner = createCommandRunner({
    world,
    user: deps.user,
    up: () => being ?? boot(),
    status,
    login: () => login,
    making(forThis) {
      made = forThis;
    },
  });

  return {
    ...commandRunner,
    id,
    network,
    note,
    wake,
    kill,
    rise,
    observer,
    status,
    isAwake: () => !computer.isAsleep(),
    isUp: () => being !== null && !computer.isAsleep(),
    workspace: (): Promise<Workspace> => workerOf(being ?? boot()).workspace(),
    clock: () => being?.worker?.clock() ?? null,

    /** Somebody sits down here for so long and opens the popup. */
    async sitDown(span: number): Promise<void> {
      const wasThere = isThere();
      thereUntil = Math.max(thereUntil, world.now() + span);
      observer().presences.push({ machine: id, from: world.now(), to: thereUntil });
      if (computer.isAsleep()) rise();
      else if (!wasThere) wake('activity');
      after(span, () => (isThere() ? undefined : wake('activity')));
      await workerOf(being ?? boot()).handle({ type: 'opened' });
    },

    /** Everything that its disk holds of a person, as text. */
    diskOf: (person: string): string => disk.contents(person),

    setFull(full: boolean): void {
      note(full ? 'has no room left on its disk' : 'has room on its disk again');
      if (isFull === full) return;
      (full ? beginSpan : endSpan)(observer().fullDisks, id, world.now());
      isFull = full;
    },

    sleep(): void {
      if (computer.isAsleep()) return;
      note('falls asleep');
      beginSpan(observer().sleeps, id, world.now());
      computer.fallAsleep();
      leave();
      network.setOnline(false);
    },

    setCut(cut: boolean): void {
      if (cut === isCut) return;
      isCut = cut;
      (cut ? beginSpan : endSpan)(observer().cuts, id, world.now());
      note(cut ? 'loses its network' : 'has its network back');
      network.setOnline(!cut && !computer.isAsleep());
      if (!cut && !computer.isAsleep() && random.chance(0.7)) wake('online');
    },

    /** Somebody or something sets its clock. */
    setClock(by: number): void {
      note(`has its clock set by ${Math.round(by / 1000)} s`);
      computer.setClock(by);
      alarms.timer.again();
      alarms.pulse.again();
    },
  };
}
