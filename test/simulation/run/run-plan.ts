import { createServerModel } from '../../server-model/server-model.ts';
import type { WireRowOf } from '../../server-model/wire-rows.ts';
import { decodeReply } from '../../../lib/sync/wire/codec.ts';
import { createMachine } from '../machine/machine.ts';
import { noFaults } from '../network/network.ts';
import { createObserver } from '../people/observer.ts';
import { user, visitor } from '../people/person.ts';
import type { Change, Findings } from './findings.ts';
import { readMachines } from './read-machines.ts';
import type { Plan } from '../plan/plan.ts';
import { addUp } from './add-up.ts';
import { findMixedRows } from './find-mixed-rows.ts';
import { refusalReason } from '../network/refused-rows.ts';
import { carryOutEvent, type ActiveRun } from './carry-out-event.ts';
import { giveCommand } from './act-as-person.ts';
import { plannedFaults } from '../plan/planned-faults.ts';
import { recording, type Call } from '../sql/recording.ts';
import { createWorld } from './world.ts';

/** Retention leaves so many newest acts alone. A run is too short for the fifty that the server keeps. */
export const recent = 3;

/** Carries a plan out, ends all faults, and returns everything that checks go by. */
export async function runPlan(plan: Plan): Promise<Findings> {
  const world = createWorld(plan.seed);
  try {
    const begun = world.now();
    const observer = createObserver();
    const stored = (change: WireRowOf) => observer.stored.push({ at: world.now(), ...change });
    const { notes, presences, cuts, fullDisks, sleeps, deaths, signedOut } = observer;
    const visits = { ...createObserver(), notes, presences, cuts, fullDisks, sleeps, deaths, signedOut };
    const calls: Call[] = [];
    const like = plan.isLikeSql ? { recent } : { page: 40, recent, refuses: refusalReason };
    const model = createServerModel({ now: world.now, stored, ...like });
    const server = plan.isLikeSql ? recording(model, world.now, calls) : model;
    const machines = plan.machines.map((clocks, index) =>
      createMachine({
        world,
        server,
        observerOf: (person) => (person === user ? observer : visits),
        id: `d${index}`,
        user,
        seed: plan.seed * 31 + index,
        clocks,
        isSignedIn: !plan.events.some(({ type, machine }) => type === 'signed out' && machine === index),
        isOnMemory: plan.disk === 'memory',
      }),
    );
    const activeRun: ActiveRun = { world, observer, server, machines, restore: null };
    for (const machine of machines) {
      machine.network.setNetworkFaults(plan.networkFaults);
      machine.network.setMostChanges(plan.mostChanges);
      for (const event of plan.events) {
        const isBefore = event.at < 0 && machines[event.machine] === machine;
        if (isBefore) carryOutEvent(activeRun, event);
      }
      machine.wake('start');
    }
    await world.passUntil(begun + 500);
    void setUpTimer(activeRun, plan);
    await world.passUntil(begun + 900);
    for (const event of plan.events.filter(({ at }) => at >= 0)) {
      world.after(begun + 1000 + event.at - world.now(), () => carryOutEvent(activeRun, event));
    }
    await world.passUntil(begun + 1000 + plan.until);
    const faultsEndedAt = world.now();
    await endFaults(activeRun);
    const ledgers = await readMachines(world, machines);
    const served: Change[] = [];
    for (let cursor = 0, more = true; more;) {
      const reply = decodeReply(server.sync(user, cursor, []));
      if (!reply) throw new Error('The model gave a reply that cannot be read.');
      served.push(...reply.rows);
      ({ cursor, more } = reply);
    }
    const mixed = findMixedRows(
      { name: user, observer },
      { name: visitor, observer: visits },
      { server, machines },
    );
    const faults = machines.reduce((sum, { network }) => addUp(sum, network.faults()), plannedFaults(plan));
    return {
      plan,
      begun,
      faultsEndedAt,
      endedAt: world.now(),
      observer,
      visits,
      ledgers,
      served,
      faults,
      calls,
      mixed,
    };
  } finally {
    world.close();
  }
}

/** The first machine's owner sets up the timer before anything else happens. */
async function setUpTimer({ world, machines }: ActiveRun, { preset, autoStart }: Plan): Promise<void> {
  const [first] = machines;
  if (!first) return;
  await giveCommand(world, first, { type: 'edit-preset', key: 'short', preset }, null);
  const preferences = { auto_start_breaks: autoStart, auto_start_focus: autoStart };
  await giveCommand(world, first, { type: 'set-preferences', preferences }, null);
}

/** Everything works from here on, for long enough that all machines can catch up. */
async function endFaults({ world, machines }: ActiveRun): Promise<void> {
  for (const machine of machines) {
    machine.network.setNetworkFaults(noFaults);
    machine.network.setDeaf(false);
    machine.setFull(false);
    void machine.signIn(user);
    machine.wakeUp();
    machine.setCut(false);
    machine.wake('online');
  }
  await world.passUntil(world.now() + 150_000);
  for (let round = 0; round < 3; round += 1) {
    for (const machine of machines) {
      // An alarm that follows a word of the server within seconds asks nothing.
      machine.wake('online');
      await world.passUntil(world.now() + 1500);
    }
  }
}
