import type { Intent } from '../people/person.ts';
import { comes, cut, minute, second, type Situation } from './situation.ts';

/** Acts right as a machine wakes, its clock not trusted yet, in a phase that goes on by itself. */
export const actsOnWaking: Situation = (random, { rest }) => {
  const events = [comes(random, 10 * second, 0, 'start', { stays: 2 * minute })];
  let at = 70 * second;
  for (let left = random.between(2, 6); left > 0; left -= 1) {
    const span = random.between(10, 40) * second;
    events.push({ type: 'sleep', at, machine: 0, span });
    if (random.chance(0.5)) {
      events.push({
        type: 'set clock',
        at: at + span / 2,
        machine: 0,
        by: random.between(-80, 80) * second,
      });
    }
    const intent = random.pick<Intent>(['skip', 'skip', 'pause', 'resume', 'extend', 'start']);
    events.push(comes(random, at + span + random.between(0, 150), 0, intent, { stays: rest, thinks: 0 }));
    at += span + random.between(20, 120) * second;
  }
  return events;
};

/** Edits so close that one is made while the one before is on its way. */
export const editsInBursts: Situation = (random) => {
  const events = [comes(random, 5 * second, 0, 'add task')];
  let at = 20 * second;
  for (let left = random.between(8, 20); left > 0; left -= 1) {
    const machine = random.chance(0.7) ? 0 : 1;
    const intent = random.pick<Intent>(['edit task', 'edit task', 'estimate', 'odd task']);
    events.push(comes(random, at, machine, intent, { thinks: 0 }));
    if (random.chance(0.1)) events.push(cut(at + second, machine, random.between(5, 90) * second));
    at += random.pick([random.between(5, 60), random.between(100, 4000), random.between(5, 40) * second]);
  }
  return events;
};

/** Both set the same switch, one of them on a machine that has never heard of the server's clock. */
export const switchedApart: Situation = (random) => {
  const together = random.between(3, 12) * minute;
  const first = random.between(1000, together - 130 * second);
  const then = first + random.between(15, 100) * second;
  const [one, other] = random.pick<[Intent, Intent]>([
    ['auto on', 'auto off'],
    ['auto off', 'auto on'],
  ]);
  const early = random.pick([0, 1]);
  return [cut(-1, 1, together), comes(random, first, early, one), comes(random, then, 1 - early, other)];
};

/** The server forgets: all of it, or what came after a backup. */
export const serverForgets: Situation = (random, { work }) => {
  const backedUp = random.between(30, 200) * second;
  const forgets = backedUp + random.between(60, 600) * second;
  const intents: Intent[] = ['start', 'add task', 'pause', 'edit task', 'resume', 'focus', 'handoff'];
  const acts = intents.map((intent) =>
    comes(random, random.between(5 * second, forgets + work / 2), random.pick([0, 1]), intent),
  );
  return [
    ...acts,
    ...(random.chance(0.6) ? [{ type: 'back up' as const, at: backedUp, machine: 0 }] : []),
    { type: 'forget', at: forgets, machine: 0 },
    ...(random.chance(0.5)
      ? [cut(forgets - random.between(0, 100) * second, random.pick([0, 1]), 4 * minute)]
      : []),
  ];
};

/** A machine that stands still altogether, as a virtual one does: none of its clocks shows how long it was. */
export const standsStill: Situation = (random, { work }) => {
  const at = random.between(60, work / second) * second;
  const span = random.between(20, 400) * second;
  return [
    comes(random, at - 40 * second, random.pick([0, 1]), 'start'),
    { type: 'sleep', at, machine: 0, span },
    { type: 'set clock', at: at + span - second, machine: 0, by: -span },
    comes(random, at + span + random.between(0, 3000), 0, random.pick(['pause', 'start', 'extend']), {
      thinks: 0,
    }),
    comes(random, at + span + 40 * second, 0, random.pick(['pause', 'start', 'look', 'stop'])),
  ];
};

/** Somebody else signs in where the first one's changes still wait. */
export const visited: Situation = (random) => {
  const from = random.between(60, 200) * second;
  const span = random.between(60, 400) * second;
  const intents: Intent[] = ['start', 'pause', 'add task', 'edit task', 'auto off', 'focus'];
  const acts = (most: number, after: number, within: number, machine: number) =>
    Array.from({ length: random.between(1, most) }, () =>
      comes(random, after + random.between(2000, within), machine, random.pick(intents)),
    );
  return [
    ...acts(4, 0, from - 5000, random.pick([0, 1])),
    cut(from - random.between(5, 50) * second, 0, random.between(55, 100) * second),
    ...acts(3, from - 5000, 3000, 0),
    { type: 'visit', at: from, machine: 0, span },
    ...acts(5, from, span - 2000, 0),
    ...acts(3, from, span, 1),
    ...acts(3, from + span, 60_000, 0),
  ];
};

/** The disk is full when a phase ends, or when somebody acts. */
export const crammed: Situation = (random, { work, rest }) => {
  const end = 10 * second + work + random.pick([0, rest]);
  const from = end - random.between(5, 200) * second;
  return [
    comes(random, 10 * second, 0, 'start', { stays: work + rest * 2 }),
    { type: 'full', at: from, machine: random.pick([0, 0, 1]), span: random.between(10, 300) * second },
    comes(
      random,
      from + random.between(1, 100) * second,
      0,
      random.pick(['pause', 'look', 'add task', 'extend']),
    ),
    comes(
      random,
      end + random.between(10, 100) * second,
      1,
      random.pick(['pause', 'look', 'start', 'extend']),
    ),
  ];
};
