import { createServerModel, type ServerModel, type WireRowOf } from '../server-model.ts';
import { decodeReply } from '../../lib/sync/codec.ts';
import type { Device } from '../../lib/store/rows.ts';
import { createMachine, type Machine } from './machine.ts';
import { fairWeather } from './network.ts';
import { createObserver, frameAt, type Deed, type Observer } from './observer.ts';
import { decide, fulfil } from './person.ts';
import type { Change, Findings } from './findings.ts';
import { gatherAll } from './gather.ts';
import type { Happening, Plan } from './plan.ts';
import { addUp } from './add-up.ts';
import { mixtures } from './mixtures.ts';
import { fromTheFuture, whatIsOdd } from './odd-rows.ts';
import { plannedFaults } from './planned-faults.ts';
import { recording, type Call } from './recording.ts';
import { createWorld, type World } from './world.ts';

const user = 'ada';
const visitor = 'bob';
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
    const { notes, presences, cuts, fulls, sleeps, deaths } = observer;
    const visits = { ...createObserver(), notes, presences, cuts, fulls, sleeps, deaths };
    const calls: Call[] = [];
    const like = plan.isLikeSql ? {} : { page: 40, refuses: whatIsOdd };
    const model = createServerModel({ now: world.now, stored, ...like });
    const server = plan.isLikeSql ? recording(model, world.now, calls) : model;
    const others = (now: number): Device[] =>
      plan.machines.map((_, index) => {
        const id = `d${index}`;
        return { id, name: id, platform: 'linux', last_seen: now, removed_at: null };
      });
    const machines = plan.machines.map((clockwork, index) =>
      createMachine({
        world,
        server,
        observerOf: (person) => (person === user ? observer : visits),
        id: `d${index}`,
        user,
        seed: plan.seed * 31 + index,
        clockwork,
        others,
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
  const worker = await machine.worker();
  const observer = machine.observer();
  const deed: Deed = {
    at: world.now(),
    answeredAt: null,
    machine: machine.id,
    command: asked,
    seen,
    answer: null,
    ids: [],
    isTrusted: worker.clock.isTrusted(),
    clockIsOff: worker.clock.now() - world.now(),
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

function happen(scene: Scene, happening: Happening): void {
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
      machine.signIn(visitor);
      world.after(happening.span, () => machine.signIn(user));
      break;
    case 'newer':
      for (const change of fromTheFuture(world.now())) scene.server.plant(user, change);
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

async function act(
  scene: Scene,
  machine: Machine,
  { thinks, stays, staleness, dice, choice, wish }: Extract<Happening, { type: 'person' }>,
): Promise<void> {
  const { world } = scene;
  if (staleness === 0) void machine.sitDown(stays).catch(() => undefined);
  const { promise: thought, resolve } = Promise.withResolvers<void>();
  world.after(thinks, resolve);
  await thought;
  if (!machine.isAwake()) machine.rise();
  const seen = frameAt(machine.observer().frames, machine.id, world.now() - staleness)?.view ?? null;
  try {
    const { ledger } = await machine.worker();
    const [tasks, person] = await Promise.all([ledger.all('tasks'), ledger.get('users', machine.user())]);
    const autoStart = person?.pomodoro_settings.auto_start_breaks === true;
    const sight = { view: seen, tasks, autoStart, away: machine.away() };
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
    machine.signIn(user);
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
