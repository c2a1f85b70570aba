import type { Happening } from './plan.ts';
import type { Wish } from './person.ts';
import type { Random } from './random.ts';

const second = 1000;
const minute = 60 * second;

/** How long the phases of a life are, in milliseconds. */
export interface Lengths {
  work: number;
  rest: number;
}

/**
 * A situation that chance alone seldom leads to, varied by chance. Instants count from the beginning of the life;
 * `stays` of a person are long enough that phases begin by themselves. Two machines take part: d0 and d1.
 */
export type Theme = (random: Random, lengths: Lengths) => Happening[];

interface Coming {
  stays?: number;
  thinks?: number;
  staleness?: number;
}

function comes(random: Random, at: number, machine: number, wish: Wish, coming: Coming = {}): Happening {
  const { stays = 3 * minute, thinks = 300, staleness = 0 } = coming;
  return {
    type: 'person',
    at: Math.max(0, Math.round(at)),
    machine,
    dice: 0,
    choice: random.next(),
    thinks,
    stays,
    staleness,
    wish,
  };
}

const cut = (at: number, machine: number, span: number): Happening => ({ type: 'cut', at, machine, span });

/** d0 goes on by itself past an end that d1, offline, had paused or stopped before it came. */
const pausedApart: Theme = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const end = began + work;
  const before = random.between(10, 100) * second;
  const chain = random.between(1, 3);
  const later = end + random.between(20, 90) * second + (chain - 1) * rest;
  const happenings = [
    comes(random, began, 0, 'start', { stays: work + rest * 3 }),
    comes(random, began + 20 * second, 1, 'look', { stays: minute }),
    cut(end - before - 5 * second, 1, later - end + random.between(2, 10) * minute),
    comes(random, end - before, 1, random.pick(['pause', 'pause', 'stop', 'extend', 'skip'])),
  ];
  if (random.chance(0.6)) {
    const wish = random.pick<Wish>(['pause', 'pause', 'extend', 'handoff', 'skip', 'focus', 'start']);
    happenings.push(comes(random, later, 0, wish));
  }
  if (random.chance(0.2))
    happenings.push(comes(random, later + random.between(20, 60) * second, 1, 'resume'));
  return happenings;
};

/** A phase that was paused everywhere goes on, and is replaced, on d0 while d1, offline, takes it up again. */
const takenUpAgain: Theme = (random, { work }) => {
  const began = random.between(5, 60) * second;
  const paused = began + random.between(30, work / second / 2) * second;
  const resumed = paused + random.between(20, 60) * second;
  const replaced = resumed + random.between(30, work / second / 3) * second;
  const again = replaced + random.between(15, 200) * second;
  return [
    comes(random, began, random.pick([0, 1]), 'start'),
    comes(random, paused, 0, 'pause'),
    comes(random, paused + 8 * second, 1, 'look', { stays: minute }),
    cut(paused + 15 * second, 1, again - paused + random.between(1, 5) * minute),
    comes(random, resumed, 0, 'resume'),
    comes(random, replaced, 0, random.pick(['focus', 'focus', 'stop', 'skip'])),
    comes(random, again, 1, random.pick(['resume', 'resume', 'handoff', 'extend', 'stop'])),
    ...(random.chance(0.4)
      ? [comes(random, again + 40 * second, 1, random.pick(['pause', 'handoff', 'look']))]
      : []),
  ];
};

/** Two start apart; then somebody, with an old screen before them, goes on with the one that was replaced. */
const twoStarts: Theme = (random, { work }) => {
  const apart = random.between(20, 60) * second;
  const [first, other] = random.pick([
    [0, 1],
    [1, 0],
  ] as const);
  const together = apart + random.between(60, work / second) * second;
  return [
    cut(apart - 10 * second, random.pick([0, 1]), together - apart),
    comes(random, apart, first, 'start'),
    comes(random, apart + random.between(1, 60) * second, other, random.pick(['start', 'focus'])),
    comes(
      random,
      together + random.between(1, 30) * second,
      first,
      random.pick(['handoff', 'resume', 'pause', 'stop']),
      {
        staleness: random.between(1, 4) * minute,
      },
    ),
    comes(random, together + 40 * second, other, random.pick(['handoff', 'pause', 'skip', 'stop'])),
  ];
};

/** Somebody leads on d0 and leaves; somebody is at d1; ends come and go. */
const leftAlone: Theme = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const end = began + work;
  const isBack = random.chance(0.7);
  const back = end + rest + random.between(90, 400) * second;
  return [
    comes(random, began, 0, 'start', {
      stays: random.pick([20 * second, work - 30 * second, work + minute]),
    }),
    comes(random, end - random.between(60, 200) * second, 1, 'look', { stays: work + rest * 2 }),
    ...(random.chance(0.3) ? [cut(end - 5 * second, 0, random.between(1, 6) * minute)] : []),
    ...(isBack ? [comes(random, back, 0, random.pick(['drop', 'drop', 'pause', 'look']))] : []),
    ...(isBack && random.chance(0.3)
      ? [comes(random, back + 30 * second, 1, random.pick(['start', 'pause']))]
      : []),
  ];
};

/** Somebody leaves in the middle of a chain; what went on without them they take back. */
const takenBack: Theme = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const end = began + work;
  const back = end + random.between(100, rest / second + 200) * second;
  return [
    comes(random, began, 0, 'start', { stays: work - random.between(61, 100) * second }),
    comes(random, end - 40 * second, 1, 'look', { stays: minute }),
    comes(random, back, 0, random.pick(['drop', 'drop', 'drop', 'look'])),
    ...(random.chance(0.4) ? [cut(back - 20 * second, random.pick([0, 1]), 2 * minute)] : []),
    ...(random.chance(0.3) ? [comes(random, back - random.between(10, 90) * second, 1, 'handoff')] : []),
  ];
};

/** A phase is extended offline just before its end; on the other machine it ends twice. */
const extendedApart: Theme = (random, { work }) => {
  const began = random.between(5, 60) * second;
  const end = began + work;
  const before = random.between(10, 60) * second;
  return [
    comes(random, began, 0, 'start', { stays: work + 12 * minute }),
    comes(random, began + 20 * second, 1, 'look', { stays: minute }),
    cut(end - before - 5 * second, 1, before + random.between(15, 55) * second),
    comes(random, end - before, 1, 'extend'),
    ...(random.chance(0.7) ? [comes(random, end + 58 * second, 0, 'handoff', { stays: 12 * minute })] : []),
    comes(random, end + random.between(2, 8) * minute, 0, 'look'),
  ];
};

/** Acts right as a machine wakes, its clock not trusted yet, in a phase that goes on by itself. */
const actsOnWaking: Theme = (random, { rest }) => {
  const happenings = [comes(random, 10 * second, 0, 'start', { stays: 2 * minute })];
  let at = 70 * second;
  for (let left = random.between(2, 6); left > 0; left -= 1) {
    const span = random.between(10, 40) * second;
    happenings.push({ type: 'sleep', at, machine: 0, span });
    if (random.chance(0.5)) {
      happenings.push({
        type: 'set clock',
        at: at + span / 2,
        machine: 0,
        by: random.between(-80, 80) * second,
      });
    }
    const wish = random.pick<Wish>(['skip', 'skip', 'pause', 'resume', 'extend', 'start']);
    happenings.push(comes(random, at + span + random.between(0, 150), 0, wish, { stays: rest, thinks: 0 }));
    at += span + random.between(20, 120) * second;
  }
  return happenings;
};

/** Edits so close that one is made while the one before is on its way. */
const editsInBursts: Theme = (random) => {
  const happenings = [comes(random, 5 * second, 0, 'add task')];
  let at = 20 * second;
  for (let left = random.between(8, 20); left > 0; left -= 1) {
    const machine = random.chance(0.7) ? 0 : 1;
    const wish = random.pick<Wish>(['edit task', 'edit task', 'estimate', 'odd task']);
    happenings.push(comes(random, at, machine, wish, { thinks: 0 }));
    if (random.chance(0.1)) happenings.push(cut(at + second, machine, random.between(5, 90) * second));
    at += random.pick([random.between(5, 60), random.between(100, 4000), random.between(5, 40) * second]);
  }
  return happenings;
};

/** Both set the same switch, one of them on a machine that has never heard of the server's clock. */
const switchedApart: Theme = (random) => {
  const together = random.between(3, 12) * minute;
  const first = random.between(1000, together - 130 * second);
  const then = first + random.between(15, 100) * second;
  const [one, other] = random.pick<[Wish, Wish]>([
    ['auto on', 'auto off'],
    ['auto off', 'auto on'],
  ]);
  const early = random.pick([0, 1]);
  return [cut(-1, 1, together), comes(random, first, early, one), comes(random, then, 1 - early, other)];
};

/** The server forgets: all of it, or what came after a backup. */
const serverForgets: Theme = (random, { work }) => {
  const backedUp = random.between(30, 200) * second;
  const forgets = backedUp + random.between(60, 600) * second;
  const wishes: Wish[] = ['start', 'add task', 'pause', 'edit task', 'resume', 'focus', 'handoff'];
  const acts = wishes.map((wish) =>
    comes(random, random.between(5 * second, forgets + work / 2), random.pick([0, 1]), wish),
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

/** Somebody stays before the screen for hours and does nothing. */
const staysOn: Theme = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const chain = (work + rest) * random.between(3, 5);
  return [
    comes(random, began, 0, 'start', { stays: chain + 3 * work }),
    comes(random, began + chain, 0, 'look', { stays: minute }),
  ];
};

/** A pause at one machine shortly before the end that the other one is about to ring for. */
const pausedInReach: Theme = (random, { work }) => {
  const began = random.between(5, 60) * second;
  return [
    comes(random, began, 0, 'start', { stays: work + 5 * minute }),
    comes(random, began + work - random.between(6, 40) * second, 1, 'pause', { stays: minute }),
  ];
};

/** A machine that stands still altogether, as a virtual one does: none of its clocks shows how long it was. */
const standsStill: Theme = (random, { work }) => {
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
const visited: Theme = (random) => {
  const from = random.between(60, 200) * second;
  const span = random.between(60, 400) * second;
  const wishes: Wish[] = ['start', 'pause', 'add task', 'edit task', 'auto off', 'focus'];
  const acts = (most: number, after: number, within: number, machine: number) =>
    Array.from({ length: random.between(1, most) }, () =>
      comes(random, after + random.between(2000, within), machine, random.pick(wishes)),
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
const crammed: Theme = (random, { work, rest }) => {
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

export const themes: readonly Theme[] = [
  visited,
  crammed,
  staysOn,
  pausedInReach,
  standsStill,
  pausedApart,
  takenUpAgain,
  twoStarts,
  leftAlone,
  takenBack,
  extendedApart,
  actsOnWaking,
  editsInBursts,
  switchedApart,
  serverForgets,
];
