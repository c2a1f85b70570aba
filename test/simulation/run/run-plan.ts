import { createServerModel, type ServerModel } from '../../server-model/server-model.ts';
import type { WireRowOf } from '../../server-model/wire-rows.ts';
import { decodeReply } from '../../../lib/sync/wire/codec.ts';
import { createMachine, type Machine } from '../machine/machine.ts';
import { fairWeather } from '../network/network.ts';
import { createObserver, frameAt, type Deed, type Observer } from '../people/observer.ts';
import { decide, fulfil } from '../people/person.ts';
import type { Change, Findings } from './findings.ts';
import { gatherAll } from './read-machines.ts';
import type { DiagnosticEvent, Plan } from '../plan/plan.ts';
import { addUp } from './add-up.ts';
import { mixtures } from './find-mixed-rows.ts';
import { fromTheFuture, whatIsOdd } from '../network/unusual-rows.ts';
import { plannedFaults } from '../plan/planned-faults.ts';
import { recording, type Call } from '../sql/recording.ts';
import { createWorld, type World } from './world.ts';

const user = 'ada';
const visitor = 'bob';
/** A life is too short for the fifty newest acts, which retention leaves alone. */
export const recent = 3;

interface Scene {
  world: World;
  observer: Observer;
  server: ServerModel;
  machines: Machine[];
  restore: (() => void) | null;
}

/** Lives through a plan, heals everything, and brings back all that there is to see. */
export async function live(plan: Plan): Promise<Findings> {
  const world = createWorld(plan.seed);
  try {
    const begun = world.now();
    const observer = createObserver();
    const stored = (change: WireRowOf) => observer.journal.push({ at: world.now(), ...change });
    const { notes, presences, cuts, fulls, sleeps, deaths, signedOut } = observer;
    const visits = { ...createObserver(), notes, presences, cuts, fulls, sleeps, deaths, signedOut };
    const calls: Call[] = [];
    const like = plan.isLikeSql ? { recent } : { page: 40, recent, refuses: whatIsOdd };
    const model = createServerModel({ now: world.now, stored, ...like });
    const server = plan.isLikeSql ? recording(model, world.now, calls) : model;
    const machines = plan.machines.map((clockwork, index) =>
      createMachine({
        world,
        server,
        observerOf: (person) => (person === user ? observer : visits),
        id: `d${index}`,
        user,
        seed: plan.seed * 31 + index,
        clockwork,
        isSignedIn: !plan.happenings.some(({ type, machine }) => type === 'signed out' && machine === index),
        isOnMemory: plan.disk === 'memory',
      }),
    );
    const scene: Scene = { world, observer, server, machines, restore: null };
    for (const machine of machines) {
      machine.network.setWeather(plan.weather);
      for (const happening of plan.happenings) {
        const isBefore = happening.at < 0 && machines[happening.machine] === machine;
        if (isBefore) happen(scene, happening);
      }
      machine.wake('start');
    }
    await world.passUntil(begun + 500);
    void furnish(scene, plan);
    await world.passUntil(begun + 900);
    for (const happening of plan.happenings.filter(({ at }) => at >= 0)) {
      world.after(begun + 1000 + happening.at - world.now(), () => happen(scene, happening));
    }
    await world.passUntil(begun + 1000 + plan.until);
    const healedAt = world.now();
    await heal(scene);
    const ledgers = await gatherAll(world, machines);
    const served: Change[] = [];
    for (let cursor = 0, more = true; more;) {
      const reply = decodeReply(server.sync(user, cursor, []));
      if (!reply) throw new Error('The model gave a reply that cannot be read.');
      served.push(...reply.rows);
      ({ cursor, more } = reply);
    }
    const mixed = mixtures(
      { name: user, observer },
      { name: visitor, observer: visits },
      { server, machines },
    );
    const faults = machines.reduce((sum, { network }) => addUp(sum, network.faults()), plannedFaults(plan));
    return {
      plan,
      begun,
      healedAt,
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
async function furnish(scene: Scene, { preset, autoStart }: Plan): Promise<void> {
  const [first] = scene.machines;
  if (!first) return;
  await command(scene, first, { type: 'edit-preset', key: 'short', preset }, null);
  const preferences = { auto_start_breaks: autoStart, auto_start_focus: autoStart };
  await command(scene, first, { type: 'set-preferences', preferences }, null);
}

async function command(
  { world }: Scene,
  machine: Machine,
  asked: Deed['command'],
  seen: Deed['seen'],
): Promise<void> {
  await machine.isCalm();
  const clock = (await machine.life()).clock;
  const observer = machine.observer();
  const deed: Deed = {
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
  observer.deeds.push(deed);
  const { answer, ids } = await machine.carryOut(asked);
  deed.ids = ids;
  deed.answer = answer;
  if (answer === null) return;
  deed.answeredAt = world.now();
  deed.after = frameAt(observer.frames, machine.id, world.now())?.view ?? null;
}

function happen(scene: Scene, happening: DiagnosticEvent): void {
  const { world, machines } = scene;
  const machine = machines[happening.machine];
  if (!machine) return;
  switch (happening.type) {
    case 'person':
      void act(scene, machine, happening);
      break;
    case 'kill':
      if (machine.isUp()) machine.note('has its worker killed');
      machine.kill();
      break;
    case 'sleep':
      machine.sleep();
      world.after(happening.span, () => machine.rise());
      break;
    case 'cut':
      machine.setCut(true);
      world.after(happening.span, () => machine.setCut(false));
      break;
    case 'set clock':
      machine.setClock(happening.by);
      break;
    case 'full':
      machine.setFull(true);
      world.after(happening.span, () => machine.setFull(false));
      break;
    case 'visit':
      void machine.signIn(visitor);
      world.after(happening.span, () => void machine.signIn(user));
      break;
    case 'newer':
      for (const change of fromTheFuture(world.now())) scene.server.plant(user, change);
      break;
    case 'signed out':
      break;
    case 'retain':
      retain(scene);
      break;
    case 'back up':
      scene.restore = scene.server.backUp();
      break;
    case 'forget':
      machine.note('hears nothing of it: the server forgets');
      if (scene.restore) scene.restore();
      else scene.server.wipe();
      scene.server.renewEpochs();
  }
}

/** The server's own look at what may go, with what there was to say of it. */
function retain({ world, server, observer }: Scene): void {
  const before = server.rows(user);
  const sessions = new Set<unknown>();
  for (const gone of server.retain(user)) {
    observer.retired.add(gone);
    sessions.add(before.get(gone)?.session_id);
  }
  for (const id of sessions) {
    const history = before.get(`pomodoro_sessions ${String(id)}`);
    if (!history) continue;
    const { outcome, active_time } = history;
    observer.histories.push({ at: world.now(), id: history.id, outcome, active_time });
  }
  observer.notes.push({
    at: world.now(),
    machine: 'the server',
    text: `lets go of ${sessions.size} sessions’ acts`,
  });
}

async function act(
  scene: Scene,
  machine: Machine,
  { thinks, stays, staleness, dice, choice, wish }: Extract<DiagnosticEvent, { type: 'person' }>,
): Promise<void> {
  const { world } = scene;
  if (staleness === 0) void machine.sitDown(stays).catch(() => undefined);
  const { promise: thought, resolve } = Promise.withResolvers<void>();
  world.after(thinks, resolve);
  await thought;
  if (!machine.isAwake()) machine.rise();
  const seen = frameAt(machine.observer().frames, machine.id, world.now() - staleness)?.view ?? null;
  try {
    await machine.isCalm();
    const { ledger } = await machine.life();
    const owner = machine.status().owner ?? 'local';
    const [tasks, person] = await Promise.all([ledger.all('tasks'), ledger.get('users', owner)]);
    const autoStart = person?.pomodoro_settings.auto_start_breaks === true;
    const sight = { view: seen, tasks, autoStart, status: machine.status() };
    const wanted = wish ? fulfil(wish, sight, choice) : decide(sight, dice, choice);
    if (wanted) await command(scene, machine, wanted, seen);
  } catch {
    machine.note('dies under somebody’s eyes');
  }
}

/** Everything works again, and stays so for long enough. */
async function heal({ world, machines }: Scene): Promise<void> {
  for (const machine of machines) {
    machine.network.setWeather(fairWeather);
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
