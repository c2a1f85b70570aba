import { createServerModel, type ServerModel, type WireRowOf } from '../server-model.ts';
import { decodeReply } from '../../lib/sync/codec.ts';
import type { Table } from '../../lib/store/rows.ts';
import { createMachine, type Machine } from './machine.ts';
import { fairWeather } from './network.ts';
import { createObserver, frameAt, type Deed, type Observer } from './observer.ts';
import { decide, fulfil } from './person.ts';
import type { Change, Findings, SetAside } from './findings.ts';
import type { Happening, Plan } from './plan.ts';
import { addUp } from './add-up.ts';
import { recording, type Call } from './recording.ts';
import { createWorld, type World } from './world.ts';

const user = 'ada';
const visitor = 'bob';
const tables: readonly Table[] = ['users', 'tasks', 'pomodoro_checkpoints', 'pomodoro_sessions'];

const faultNames: Record<Exclude<Happening['type'], 'person'>, string | null> = {
  kill: 'deaths',
  sleep: 'sleeps',
  cut: 'partitions',
  'set clock': 'clocks set',
  'back up': null,
  forget: 'forgetful servers',
  full: 'full disks',
  visit: 'visits of somebody else',
  newer: 'rows of a newer version',
};

/** Something that a server does not take, and a device cannot know of. */
function whatIsOdd({ row }: { row: Record<string, unknown> }): string | null {
  return String(row.title).startsWith('Odd') ? 'This title is odd.' : null;
}

/** Rows with a column, an act and a table that this version has never heard of. */
function fromTheFuture(now: number): WireRowOf[] {
  const at = new Date(now).toISOString();
  const plan = { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 };
  const act = {
    id: `n-${now}`,
    session_id: 'n-0',
    parent_id: null,
    follows: null,
    device_id: 'n',
    task_id: null,
  };
  const seen = { remaining_time: 1000, added_time: 0, is_paused: true, last_active: null, mood: 'calm' };
  const kind = { checkpoint_type: 'nap', session_type: 'work', round_number: 1, preset_type: 'short' };
  return [
    { table: 'pomodoro_checkpoints', row: { ...act, ...seen, ...kind, plan, timestamp: at, generation: 1 } },
    { table: 'labels', row: { id: `n-${now}`, colour: 'red' } },
  ];
}

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
    const all = plan.machines.map((_, index) => `d${index}`);
    const machines = plan.machines.map((clockwork, index) =>
      createMachine({
        world,
        server,
        observerOf: (person) => (person === user ? observer : visits),
        id: `d${index}`,
        user,
        seed: plan.seed * 31 + index,
        clockwork,
        all,
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
    const ledgers = await gatherAll(scene);
    const served: Change[] = [];
    for (let cursor = 0, more = true; more;) {
      const reply = decodeReply(server.sync(user, cursor, []));
      if (!reply) throw new Error('The model gave a reply that cannot be read.');
      served.push(...reply.rows);
      ({ cursor, more } = reply);
    }
    const mixed = mixtures(scene, visits);
    const faults = machines.reduce((sum, { network }) => addUp(sum, network.faults()), faultsOf(plan));
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

function faultsOf({ happenings }: Plan): Record<string, number> {
  const faults: Record<string, number> = {};
  for (const happening of happenings) {
    const name =
      happening.type === 'person'
        ? happening.staleness > 0
          ? 'stale screens'
          : null
        : faultNames[happening.type];
    if (name) faults[name] = (faults[name] ?? 0) + 1;
  }
  return faults;
}

/** What of one person is where only another one's may be. */
function mixtures({ observer, server, machines }: Scene, visits: Observer): string[] {
  const idsOf = ({ deeds }: Observer) => deeds.flatMap(({ ids }) => ids);
  const servedTo = (person: string) => JSON.stringify([...server.rows(person).values()]);
  const look = (whose: string, ids: readonly string[], of: string) => [
    ...ids.filter((id) => servedTo(of).includes(id)).map((id) => `${id} is ${whose}’s, and served to ${of}`),
    ...machines.flatMap((machine) =>
      ids
        .filter((id) => machine.diskOf(of).includes(id))
        .map((id) => `${id} is ${whose}’s, and with ${of}’s on ${machine.id}`),
    ),
  ];
  if (visits.deeds.length + visits.frames.length === 0) return [];
  return [...look(user, idsOf(observer), visitor), ...look(visitor, idsOf(visits), user)];
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

/** A phase that begins while everything is being read is not there yet everywhere: so more than one look. */
async function gatherAll({ world, machines }: Scene): Promise<Findings['ledgers']> {
  const ledgers: Findings['ledgers'] = [];
  for (let look = 0; look < 4; look += 1) {
    ledgers.length = 0;
    for (const machine of machines) ledgers.push(await gather(world, machine));
    const views = new Set(ledgers.map(({ view }) => JSON.stringify({ ...view, remaining: 0 })));
    if (views.size === 1 && ledgers.every(({ waiting }) => waiting === 0)) break;
    for (const machine of machines) machine.wake('pulse');
    await world.passUntil(world.now() + 3000);
  }
  return ledgers;
}

async function gather(world: World, machine: Machine): Promise<Findings['ledgers'][number]> {
  const reading = (async () => {
    const { ledger, engine, clock } = await machine.worker();
    const rows = await Promise.all(tables.map((table) => ledger.all(table)));
    const setAside: SetAside[] = await ledger.setAside();
    const waiting = await ledger.waiting();
    const { view } = await engine.face();
    return {
      machine: machine.id,
      tables: Object.fromEntries(tables.map((table, index) => [table, rows[index] ?? []])),
      setAside,
      waiting,
      view,
      isTrusted: clock.isTrusted(),
      clockIsOff: clock.now() - world.now(),
    };
  })();
  let read: unknown = null;
  const waiting = reading.then((holding) => {
    read = holding;
  });
  for (let patience = 5000; read === null && patience > 0; patience -= 1)
    await world.passUntil(world.now() + 1);
  if (read === null) throw new Error(`${machine.id} cannot be read.`);
  await waiting;
  return reading as Promise<Findings['ledgers'][number]>;
}
