import type { Preset } from '../../../lib/timer/settings.ts';
import type { NetworkFaults } from '../network/network.ts';
import { accountCommands } from '../people/person.ts';
import { createRandom, type Random } from './random.ts';
import { situations } from './timer-situations.ts';
import type { Plan, PlannedEvent } from './plan.ts';

const second = 1000;
const minute = 60 * second;

const presets: Preset[] = [
  { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
  { work_duration: 10, short_break: 3, long_break: 6, sessions_before_long_break: 2 },
  { work_duration: 6, short_break: 2, long_break: 4, sessions_before_long_break: 3 },
];

/** A plan of a few hours. The seed decides everything that will happen, though not what comes of it. */
export function createPlan(seed: number): Plan {
  const plan = withDeafChannel(seed % 3 === 0 ? createFreePlan(seed) : createSituationPlan(seed));
  return seed % 5 === 0 ? withCorrections(plan) : plan;
}

/** In one plan of five people put right what is over, on all machines. */
function withCorrections(plan: Plan): Plan {
  const random = createRandom(plan.seed + 90_000_000);
  const corrections = Array.from({ length: random.between(3, 12) }, (): PlannedEvent => ({
    type: 'person',
    at: random.between(Math.round(plan.until / 4), plan.until),
    machine: random.between(0, plan.machines.length - 1),
    dice: random.next(),
    choice: random.next(),
    thinks: 2000,
    stays: 20 * second,
    staleness: 0,
    intent: 'correct',
  }));
  return { ...plan, events: [...plan.events, ...corrections].sort((a, b) => a.at - b.at) };
}

/** In some plans a channel brings nothing for minutes. Chance of its own decides that, so the rest stays as it is. */
function withDeafChannel(plan: Plan): Plan {
  const random = createRandom(plan.seed + 70_000_000);
  if (random.chance(0.6)) return plan;
  const deaf: PlannedEvent = {
    type: 'deaf',
    at: random.between(0, plan.until),
    machine: random.between(0, plan.machines.length - 1),
    span: random.between(1, 15) * minute,
  };
  return { ...plan, events: [...plan.events, deaf].sort((a, b) => a.at - b.at) };
}

/** A situation that matters, varied by chance, with faults around it. */
function createSituationPlan(seed: number): Plan {
  const random = createRandom(seed);
  const free = createFreePlan(seed);
  const preset = random.pick(presets);
  const situation = random.pick(situations);
  const lengths = { work: preset.work_duration * minute, rest: preset.short_break * minute };
  const acts = situation(random, lengths);
  const count = random.chance(0.75) ? 2 : 3;
  const isCalm = random.chance(0.6);
  const end = Math.max(...acts.map(({ at }) => at));
  const until = end + random.pick([random.between(30, 200) * second, random.between(3, 15) * minute]);
  const isAccountIntent = acts.some(isAboutAccounts);
  const others = (isCalm ? [] : faults(random, count, acts, until)).filter(
    ({ type }) => !isAccountIntent || type !== 'visit',
  );
  const isSkewed = random.chance(0.45);
  return {
    ...free,
    machines: Array.from({ length: count }, (_, index) => ({
      off: isSkewed ? random.between(-10, 10) * minute : 0,
      stopsInSleep: index === 0,
    })),
    networkFaults: isCalm
      ? { ...free.networkFaults, loss: 0, slowness: free.networkFaults.slowness }
      : free.networkFaults,
    preset,
    autoStart: random.chance(0.85),
    events: [...acts, ...others].sort((a, b) => a.at - b.at),
    until,
  };
}

/** What is about who is signed in here; then nobody else is let in meanwhile. */
function isAboutAccounts(event: PlannedEvent): boolean {
  const { type } = event;
  return (
    type === 'signed out' ||
    (type === 'person' && event.intent !== undefined && event.intent in accountCommands)
  );
}

function createFreePlan(seed: number): Plan {
  const random = createRandom(seed);
  const count = random.pick([2, 2, 2, 3, 3, 4]);
  const isSkewed = random.chance(0.5);
  const machines = Array.from({ length: count }, () => ({
    off: isSkewed && random.chance(0.7) ? random.between(-10, 10) * minute + random.between(0, 999) : 0,
    stopsInSleep: random.chance(0.5),
  }));
  const isRough = random.chance(0.7);
  const server = hostedServer(seed);
  const networkFaults: NetworkFaults = {
    loss: isRough ? random.pick([0.05, 0.12, 0.3]) : 0,
    hintLoss: random.pick([0, 0.3, 1]),
    hintLateness: random.pick([0, 0, 0.3]),
    duplication: random.pick([0, 0.1, 0.3]),
    slowness: isRough ? random.pick([0, 0.05, 0.2]) : 0,
    ...server.faults,
  };
  const acts = people(random, count);
  const until = (acts.at(-1)?.at ?? 0) + random.between(1, 20) * minute;
  const events = [...acts, ...faults(random, count, acts, until)].sort((a, b) => a.at - b.at);
  return {
    seed,
    disk: seed % 25 === 0 ? 'indexeddb' : 'memory',
    isLikeSql: false,
    machines,
    networkFaults,
    mostChanges: server.mostChanges,
    preset: random.pick(presets),
    autoStart: random.chance(0.6),
    events,
    until,
  };
}

/** In one plan of nine the server answers as hosted ones do at times: it has several clocks, and a time limit. */
function hostedServer(seed: number): { faults: { others: number }; mostChanges: number } {
  const random = createRandom(seed + 0x5eed);
  if (seed % 9 !== 0) return { faults: { others: 0 }, mostChanges: Infinity };
  return { faults: { others: random.pick([0.1, 0.3, 0.6]) }, mostChanges: random.pick([1, 2, 5, Infinity]) };
}

function people(random: Random, machines: number): PlannedEvent[] {
  const acts: PlannedEvent[] = [];
  const count = random.between(6, 20);
  let at = random.between(1, 60) * second;
  let machine = random.between(0, machines - 1);
  for (let index = 0; index < count; index += 1) {
    if (random.chance(0.4)) machine = random.between(0, machines - 1);
    acts.push({
      type: 'person',
      at,
      machine,
      dice: random.next(),
      choice: random.next(),
      thinks: random.pick([300, 2000, 9000]),
      stays: random.pick([20 * second, 3 * minute, 12 * minute]),
      staleness: random.chance(0.12) ? random.between(1, 25) * minute : 0,
    });
    at += gap(random);
  }
  return acts;
}

function gap(random: Random): number {
  const kind = random.next();
  if (kind < 0.35) return random.between(10 * second, 60 * second);
  if (kind < 0.8) return random.between(minute, 8 * minute);
  return random.between(8 * minute, 32 * minute);
}

function faults(
  random: Random,
  machines: number,
  acts: readonly PlannedEvent[],
  until: number,
): PlannedEvent[] {
  const some = (most: number, likely: number) => (random.chance(likely) ? random.between(1, most) : 0);
  const where = () => ({ at: random.between(0, until), machine: random.between(0, machines - 1) });
  const events: PlannedEvent[] = [];
  for (let left = some(4, 0.7); left > 0; left -= 1) {
    const span = random.pick([
      random.between(10, 90) * second,
      random.between(5, 40) * minute,
      random.between(60, 150) * minute,
    ]);
    events.push({ ...where(), type: 'cut', span });
  }
  for (let left = some(3, 0.4); left > 0; left -= 1) {
    events.push({ ...where(), type: 'sleep', span: random.between(20, 60 * 60) * second });
  }
  for (let left = some(8, 0.6); left > 0; left -= 1) {
    const { at, machine } = where();
    const near = random.chance(0.6) ? random.pick(acts) : undefined;
    // Right in the middle of what an act sets going.
    const soon = near?.type === 'person' ? near.at + near.thinks + random.between(0, 60) : at;
    events.push({ at: soon, machine: near?.machine ?? machine, type: 'kill' });
  }
  for (let left = some(2, 0.15); left > 0; left -= 1) {
    events.push({ ...where(), type: 'full', span: random.between(5, 300) * second });
  }
  if (random.chance(0.15)) {
    events.push({ ...where(), type: 'visit', span: random.between(1, 40) * minute });
  }
  if (random.chance(0.15)) events.push({ ...where(), type: 'newer' });
  for (let left = some(2, 0.2); left > 0; left -= 1) {
    events.push({
      ...where(),
      type: 'set clock',
      by: random.pick([-1, 1]) * random.between(1, 20) * minute,
    });
  }
  return events;
}

/** The same plan for a server that does only what the SQL does: no odd refusals, no backup, no newer version. */
export function forSql(plan: Plan): Plan {
  const events = plan.events.filter(({ type }) => type !== 'back up' && type !== 'newer');
  return { ...plan, isLikeSql: true, events };
}
