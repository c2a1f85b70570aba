import type { Wake } from '../../../lib/background/background.ts';
import type { Workspace } from '../../../lib/background/workspace.ts';
import type { Status } from '../../../lib/messages/status.ts';
import { isStorageFull } from '../../../lib/store/storage-full.ts';
import type { ServerModel } from '../../server-model/server-model.ts';
import { createNetwork, type Network } from '../network/network.ts';
import { beginSpan, endSpan, type Observer } from '../people/observer.ts';
import type { MachineClocks } from '../plan/plan.ts';
import { createRandom } from '../plan/random.ts';
import type { World } from '../run/world.ts';
import { createAlarm } from './alarm.ts';
import { createCommandRunner, type CommandRunner } from './command-runner.ts';
import { createComputer } from './computer.ts';
import { createDisk } from './disk.ts';
import { createMachineStatus } from './machine-status.ts';
import { createPresence } from './presence.ts';
import { startWorker } from './start-worker.ts';
import type { WorkerRun } from './worker-run.ts';

/** One browser on one computer: what outlives its worker, and the worker while there is one. */
export interface Machine extends CommandRunner {
  id: string;
  network: Network;
  /** Who sees what happens here now: the observer of whoever has the machine. */
  observer(): Observer;
  /** What the browser keeps of who is signed in. */
  status(): Status;
  /** Writes a line into the timeline of the run. */
  note(text: string): void;
  isAwake(): boolean;
  /** It is awake, and its worker runs. */
  hasWorker(): boolean;
  /** Gives the worker an event of the browser; starts the worker where none runs. */
  wake(why: Wake): void;
  /** What the worker works with, of whoever has the machine; starts the worker where none runs. */
  workspace(): Promise<Workspace>;
  /** Ends the worker without a warning. */
  killWorker(): void;
  sleep(): void;
  wakeUp(): void;
  /** Somebody sits down here for so many milliseconds and opens the popup. */
  sitDown(span: number): Promise<void>;
  /** Everything that its disk holds of a person, as text. */
  diskOf(person: string): string;
  setFull(full: boolean): void;
  /** Cuts it off from the network, or connects it again. */
  setCut(cut: boolean): void;
  /** Somebody or something moves its wall clock by so many milliseconds. */
  setClock(by: number): void;
}

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

export function createMachine(deps: MachineDeps): Machine {
  const { world, server, id, clocks } = deps;
  const random = createRandom(deps.seed);
  const isChromium = deps.seed % 2 === 0;
  const computer = createComputer(world, { ...clocks, isSteadyAnew: isChromium });
  const { isAsleep } = computer;
  const alarms = {
    timer: createAlarm(computer, isChromium, () => wake('timer')),
    pulse: createAlarm(computer, isChromium, () => wake('pulse')),
  };
  const others = createRandom(deps.seed + 0x5eed);
  const network = createNetwork({
    server,
    random,
    others,
    after: computer.after,
    reached: (seq) => void observer().reached.push({ machine: id, at: world.now(), seq }),
  });
  const disk = createDisk(world, { id, isOnMemory: deps.isOnMemory });
  const machineStatus = createMachineStatus({ ...deps, onTakenOver: () => presence.leave() });
  const { status, observer, note } = machineStatus;
  const presence = createPresence({ world, machine: id, observer, isAsleep });
  let login = status().owner;
  let isFull = false;
  let isCut = false;
  let running: WorkerRun | null = null;
  let idsMade = 0;
  let collected: string[] = [];

  /** A browser with much to do wakes a worker late where nothing depends on it. */
  const lateness = random.pick([0, 2, 3.5]) * 60_000;

  function failed(run: WorkerRun, error: unknown): void {
    // What was closed while work was still under way has nobody to tell.
    if (run.isDead() || isStorageFull(error) || String(error).includes('was closed here')) return;
    const text = `${id}: ${error instanceof Error ? error.stack : String(error)}`;
    observer().violations.push({ invariant: 'Crash', text });
  }

  function workerRun(): WorkerRun {
    if (running) return running;
    const run = startWorker({
      id,
      world,
      random,
      computer,
      isSteadyInSleep: !clocks.stopsInSleep,
      network,
      disk,
      machineStatus,
      presence,
      login: { get: () => login, set: (person) => void (login = person) },
      isFull: () => isFull,
      makeId() {
        const made = `${id}-${String((idsMade += 1)).padStart(4, '0')}`;
        collected.push(made);
        return made;
      },
      setAlarm: (name, at) => alarms[name].set(at === null ? null : at + (name === 'pulse' ? lateness : 0)),
      observerOf: deps.observerOf,
      failed,
    });
    running = run;
    wakeRun(run, 'start');
    return run;
  }

  function wakeRun(run: WorkerRun, why: Wake): void {
    run
      .worker()
      .wake(why)
      .catch((error: unknown) => failed(run, error));
  }

  function wake(why: Wake): void {
    wakeRun(workerRun(), why);
  }

  function wakeUp(): void {
    if (!isAsleep()) return;
    note('wakes up');
    endSpan(observer().sleeps, id, world.now());
    computer.wakeUp(() => network.setOnline(!isCut));
    wake('activity');
  }

  const commandRunner = createCommandRunner({
    world,
    user: deps.user,
    workerRun,
    status,
    login: () => login,
    collectIds(ids) {
      collected = ids;
    },
  });

  return {
    ...commandRunner,
    id,
    network,
    observer,
    status,
    note,
    isAwake: () => !isAsleep(),
    hasWorker: () => running !== null && !isAsleep(),
    wake,
    workspace: () => workerRun().worker().workspace(),

    killWorker() {
      const run = running;
      running = null;
      if (!run || run.isDead()) return;
      observer().deaths.push({ at: world.now(), machine: id });
      run.die();
    },

    sleep() {
      if (isAsleep()) return;
      note('falls asleep');
      beginSpan(observer().sleeps, id, world.now());
      computer.fallAsleep();
      presence.leave();
      network.setOnline(false);
    },

    wakeUp,

    async sitDown(span) {
      const wasThere = presence.isSomebodyThere();
      presence.arrive(span);
      if (isAsleep()) wakeUp();
      else if (!wasThere) wake('activity');
      computer.after(span, () => (presence.isSomebodyThere() ? undefined : wake('activity')));
      await workerRun().worker().handle({ type: 'opened' });
    },

    diskOf: (person) => disk.contents(person),

    setFull(full) {
      note(full ? 'has no room left on its disk' : 'has room on its disk again');
      if (isFull === full) return;
      (full ? beginSpan : endSpan)(observer().fullDisks, id, world.now());
      isFull = full;
    },

    setCut(cut) {
      if (cut === isCut) return;
      isCut = cut;
      (cut ? beginSpan : endSpan)(observer().cuts, id, world.now());
      note(cut ? 'loses its network' : 'has its network back');
      network.setOnline(!cut && !isAsleep());
      if (!cut && !isAsleep() && random.chance(0.7)) wake('online');
    },

    setClock(by) {
      note(`has its clock set by ${Math.round(by / 1000)} s`);
      computer.setClock(by);
      const run = running;
      // The worker looks at the clocks every five seconds.
      if (run) computer.after(random.between(0, 5000), () => (running === run ? wake('clock') : undefined));
    },
  };
}
