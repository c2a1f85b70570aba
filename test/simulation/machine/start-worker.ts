import { createMachineServer, type Login } from '../network/machine-server.ts';
import type { Network } from '../network/network.ts';
import { frameOf, ringOf, type Observer } from '../people/observer.ts';
import type { Random } from '../plan/random.ts';
import type { World } from '../run/world.ts';
import type { Computer } from './computer.ts';
import type { MachineDisk } from './disk.ts';
import type { MachineStatus } from './machine-status.ts';
import type { MachinePresence } from './presence.ts';
import { createWorkerRun, type WorkerRun } from './worker-run.ts';
import { openWorker, type WorkerDeps } from './worker.ts';

/** What of a machine outlives its workers, and each new one starts with. */
export interface MachineParts {
  id: string;
  world: World;
  random: Random;
  computer: Computer;
  isSteadyInSleep: boolean;
  network: Network;
  disk: MachineDisk;
  machineStatus: MachineStatus;
  presence: MachinePresence;
  login: Login;
  isFull(): boolean;
  makeId: WorkerDeps['makeId'];
  setAlarm: WorkerDeps['setAlarm'];
  observerOf(user: string): Observer;
  failed(run: WorkerRun, error: unknown): void;
}

/** Starts a run of the worker; nobody has woken it yet. */
export function startWorker(parts: MachineParts): WorkerRun {
  const { id, world, random, computer, network, machineStatus, presence, login, observerOf } = parts;
  const { observer, personOf, status } = machineStatus;
  const run = createWorkerRun();
  const disk = parts.disk.of({ isDead: run.isDead, isFull: parts.isFull, opened: run.opened });

  /** Says which rows were waiting in a database, and removes it. */
  async function erase(name: string): Promise<void> {
    const waiting = await disk.waiting(name);
    const [person = ''] = name.split('baton-').slice(1);
    observerOf(person).removed.push(...waiting.map((row) => ({ machine: id, at: world.now(), row })));
    await disk.erase(name);
  }

  run.start(
    openWorker({
      read: computer.clocksOfWorker(),
      isSteadyInSleep: parts.isSteadyInSleep,
      schedule: (act, span) => computer.after(span, run.untilDeath(act)),
      random: () => random.next(),
      makeId: parts.makeId,
      disk: { open: disk.open, erase },
      server: createMachineServer({
        network,
        login,
        isDead: run.isDead,
        after: computer.after,
        openedChannel: run.openedChannel,
      }),
      isThere: presence.isSomebodyThere,
      lastActive: () => computer.wall() - presence.awayFor(),
      kept: status,
      keep(next) {
        const { promise, resolve } = Promise.withResolvers<void>();
        world.turn(
          run.untilDeath(() => {
            const { account, problem } = next;
            if (account && problem?.reason === 'session_expired' && login.get() !== null) {
              const text = `${id} takes its login for ended: ${problem.detail}`;
              observer().violations.push({ invariant: 'Only Auth ends a login', text });
            }
            machineStatus.setStatus(next);
            resolve();
          }),
        );
        return promise;
      },
      screenOf(owner) {
        const { frames } = observerOf(personOf(owner));
        return run.untilDeath((state, now, clock) => {
          // The clock may have become trusted, and the time another one, since the timer was read.
          const isTrusted = clock.isTrusted() && Math.abs(clock.now() - now) < 1000;
          frames.push(frameOf(state, { at: world.now(), machine: id, corrected: now, isTrusted }));
        });
      },
      ring: run.untilDeath(({ view }, clock) => {
        observer().rings.push(ringOf(view, { at: world.now(), machine: id, corrected: clock.now() }));
      }),
      setAlarm: run.untilDeath(parts.setAlarm),
      failed: (error) => parts.failed(run, error),
    }),
  );
  return run;
}
