import { createServerModel, type ServerModel } from '../../server-model/server-model.ts';
import type { WireRowOf } from '../../server-model/wire-rows.ts';
import { decodeReply } from '../../../lib/sync/wire/codec.ts';
import { createMachine, type Machine } from '../machine/machine.ts';
import { noFaults } from '../network/network.ts';
import { createObserver, frameAt, type Action, type Observer } from '../people/observer.ts';
import { chooseCommand, commandFor } from '../people/person.ts';
import type { Change, Findings } from './findings.ts';
import { readMachines } from './read-machines.ts';
import type { PlannedEvent, Plan } from '../plan/plan.ts';
import { addUp } from './add-up.ts';
import { findMixedRows } from './find-mixed-rows.ts';
import { newerVersionRows, refusalReason } from '../network/unusual-rows.ts';
import { plannedFaults } from '../plan/planned-faults.ts';
import { recording, type Call } from '../sql/recording.ts';
import { createWorld, type World } from './world.ts';

const user = 'ada';
const visitor = 'bob';
/** A life is too short for the fifty newest acts, which retention leaves alone. */
export const recent = 3;

interface ActiveRun {
  world: World;
  observer: Observer;
  server: ServerModel;
  machines: Machine[];
  restore: (() => void) | null;
}

/** Lives through a plan, heals everything, and brings back all that there is to see. */
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
async function setUpTimer(activeRun: ActiveRun, { preset, autoStart }: Plan): Promise<void> {
  const [first] = activeRun.machines;
  if (!first) return;
  await command(activeRun, first, { type: 'edit-preset', key: 'short', preset }, null);
  const preferences = { auto_start_breaks: autoStart, auto_start_focus: autoStart };
  await command(activeRun, first, { type: 'set-preferences', preferences }, null);
}

async function command(
  { world }: ActiveRun,
  machine: Machine,
  asked: Action['command'],
  seen: Action['seen'],
): Promise<void> {
  await machine.isCalm();
  const clock = (await machine.workspace()).clock;
  const observer = machine.observer();
  const action: Action = {
    at: world.now(),
    answeredAt: null,
    machine: machine.id,
    command: asked,
    owner: machine.status().owner,
    seen,
    answer: null,
    ids: [],
    isTrusted: clock.isTrusted(),
    clockIsOff: clock.now() - world.now(),
    after: null,
  };
  observer.actions.push(action);
  const { answer, ids } = await machine.carryOut(asked);
  action.ids = ids;
  action.answer = answer;
  if (answer === null) return;
  action.answeredAt = world.now();
  action.after = frameAt(observer.frames, machine.id, world.now())?.view ?? null;
}

function carryOutEvent(activeRun: ActiveRun, event: PlannedEvent): void {
  const { world, machines } = activeRun;
  const machine = machines[event.machine];
  if (!machine) return;
  switch (event.type) {
    case 'person':
      void act(activeRun, machine, event);
      break;
    case 'kill':
      if (machine.isUp()) machine.note('has its worker killed');
      machine.kill();
      break;
    case 'sleep':
      machine.sleep();
      world.after(event.span, () => machine.rise());
      break;
    case 'cut':
      machine.setCut(true);
      world.after(event.span, () => machine.setCut(false));
      break;
    case 'set clock':
      machine.setClock(event.by);
      break;
    case 'full':
      machine.setFull(true);
      world.after(event.span, () => machine.setFull(false));
      break;
    case 'visit':
      void machine.signIn(visitor);
      world.after(event.span, () => void machine.signIn(user));
      break;
    case 'newer':
      for (const change of newerVersionRows(world.now())) activeRun.server.plant(user, change);
      break;
    case 'signed out':
      break;
    case 'retain':
      retain(activeRun);
      break;
    case 'back up':
      activeRun.restore = activeRun.server.backUp();
      break;
    case 'forget':
      machine.note('hears nothing of it: the server forgets');
      if (activeRun.restore) activeRun.restore();
      else activeRun.server.wipe();
      activeRun.server.renewEpochs();
  }
}

/** The server's own look at what may go, with what there was to say of it. */
function retain({ world, server, observer }: ActiveRun): void {
  const before = server.rows(user);
  const sessions = new Set<unknown>();
  for (const gone of server.retain(user)) {
    observer.removedByRetention.add(gone);
    sessions.add(before.get(gone)?.session_id);
  }
  for (const id of sessions) {
    const history = before.get(`pomodoro_sessions ${String(id)}`);
    if (!history) continue;
    const { outcome, active_time } = history;
    observer.historyAtRetention.push({ at: world.now(), id: history.id, outcome, active_time });
  }
  observer.notes.push({
    at: world.now(),
    machine: 'the server',
    text: `lets go of ${sessions.size} sessions’ acts`,
  });
}

async function act(
  activeRun: ActiveRun,
  machine: Machine,
  { thinks, stays, staleness, dice, choice, intent }: Extract<PlannedEvent, { type: 'person' }>,
): Promise<void> {
  const { world } = activeRun;
  if (staleness === 0) void machine.sitDown(stays).catch(() => undefined);
  const { promise: thought, resolve } = Promise.withResolvers<void>();
  world.after(thinks, resolve);
  await thought;
  if (!machine.isAwake()) machine.rise();
  const seen = frameAt(machine.observer().frames, machine.id, world.now() - staleness)?.view ?? null;
  try {
    await machine.isCalm();
    const { ledger } = await machine.workspace();
    const owner = machine.status().owner ?? 'local';
    const [tasks, person] = await Promise.all([ledger.all('tasks'), ledger.get('users', owner)]);
    const autoStart = person?.pomodoro_settings.auto_start_breaks === true;
    const sight = { view: seen, tasks, autoStart, status: machine.status() };
    const wanted = intent ? commandFor(intent, sight, choice) : chooseCommand(sight, dice, choice);
    if (wanted) await command(activeRun, machine, wanted, seen);
  } catch {
    machine.note('dies under somebody’s eyes');
  }
}

/** Everything works again, and stays so for long enough. */
async function endFaults({ world, machines }: ActiveRun): Promise<void> {
  for (const machine of machines) {
    machine.network.setNetworkFaults(noFaults);
    machine.setFull(false);
    void machine.signIn(user);
    machine.rise();
    machine.setCut(false);
    machine.wake('online');
  }
  await world.passUntil(world.now() + 150_000);
  for (let round = 0; round < 3; round += 1) {
    for (const machine of machines) {
      machine.wake('pulse');
      await world.passUntil(world.now() + 1500);
    }
  }
}
