import type { Intent } from '../people/person.ts';
import type { PlannedEvent } from './plan.ts';
import type { Random } from './random.ts';
import { comes, cut, minute, second, type Situation } from './situation.ts';

const day = 24 * 60 * minute;

/** Somebody does some of these, at any time within a span. */
function some(
  random: Random,
  machine: number,
  from: number,
  to: number,
  intents: Intent[],
  most = 5,
): PlannedEvent[] {
  return Array.from({ length: random.between(1, most) }, () =>
    comes(random, random.between(from, Math.max(from, to)), machine, random.pick(intents)),
  );
}

const kill = (at: number, machine: number): PlannedEvent => ({
  type: 'kill',
  at: Math.round(at),
  machine,
});

const daily: Intent[] = [
  'start',
  'pause',
  'resume',
  'add task',
  'edit task',
  'estimate',
  'focus',
  'stop',
  'extend',
];

/** Somebody signs out with changes waiting, keeps the copy or has everything removed, goes on, and comes back. */
export const signedOut: Situation = (random, { work }) => {
  const out = random.between(60, 240) * second;
  const back = out + random.between(30, 600) * second;
  const isForGood = random.chance(0.4);
  const reachable = random.chance(0.3) ? 0 : random.between(2, 40) * second;
  return [
    ...some(random, 0, 2 * second, out - 5 * second, daily),
    ...some(random, 1, 2 * second, back, daily, 3),
    ...(reachable > 0 ? [cut(out - reachable, 0, reachable + random.between(0, 30) * second)] : []),
    ...some(random, 0, out - Math.min(reachable, 5 * second), out - second, daily, 3),
    comes(random, out, 0, isForGood ? 'sign out for good' : 'sign out'),
    ...(random.chance(0.3) ? [kill(out + random.between(300, 1500), 0)] : []),
    ...(random.chance(0.8) ? some(random, 0, out + 2 * second, back, [...daily, 'auto on'], 4) : []),
    ...clockIsSet(random, out, back),
    comes(random, back, 0, 'sign in'),
    ...(random.chance(0.3) ? [kill(back + random.between(300, 2500), 0)] : []),
    comes(
      random,
      back + random.between(5, 20) * second,
      0,
      random.pick(['join both', 'join account', 'join here']),
    ),
    ...some(random, 0, back, back + work / 3, daily, 3),
  ];
};

/** A phase ends, and the next one begins by itself, while nobody is signed in and the clock is set. */
export const endsSignedOut: Situation = (random, { work, rest }) => {
  const began = random.between(5, 40) * second;
  const end = began + work;
  const out = random.between(began + 10 * second, end - 20 * second);
  const back = end + random.between(20, rest / second + 100) * second;
  return [
    comes(random, began, 0, 'start', { stays: work + rest * 2 }),
    comes(random, out, 0, 'sign out', { stays: work + rest * 2 }),
    ...clockIsSet(random, out, end),
    ...(random.chance(0.5)
      ? [comes(random, end + random.between(5, 15) * second, 0, random.pick(['pause', 'extend', 'skip']))]
      : []),
    ...(random.chance(0.4)
      ? [comes(random, random.between(out, back), 1, random.pick(['pause', 'extend', 'stop']))]
      : []),
    comes(random, back, 0, 'sign in', { stays: rest }),
    comes(random, back + minute, 1, 'look'),
  ];
};

/** A machine is used before anybody signs in on it; then somebody does, and says what is to be kept. */
export const beganSignedOut: Situation = (random, { work, rest }) => {
  const [here, there] = random.pick([
    [0, 1],
    [1, 0],
    [1, 0],
  ] as const);
  const into = random.between(60, Math.max(61, (work + rest) / second)) * second;
  const join = into + random.between(3, 90) * second;
  const choice = random.pick<Intent>(['join both', 'join account', 'join here']);
  const isBlank = random.chance(0.2);
  return [
    { type: 'signed out', at: -1, machine: here },
    comes(random, random.between(2, 20) * second, here, random.pick(['start', 'add task', 'auto on']), {
      stays: into,
    }),
    ...some(random, here, 5 * second, into - second, [...daily, 'auto on', 'auto off'], 8),
    ...(isBlank ? [] : some(random, there, 5 * second, into, [...daily, 'auto on', 'auto off'], 6)),
    ...clockIsSet(random, 0, into),
    comes(random, into, here, 'sign in'),
    ...(random.chance(0.3) ? [kill(into + random.between(300, 3000), here)] : []),
    ...some(random, here, into + 2 * second, join, daily, 3),
    comes(random, join, here, choice),
    ...(random.chance(0.4) ? [kill(join + random.between(300, 1500), here)] : []),
    ...(random.chance(0.2)
      ? [cut(join + random.between(0, 2) * second, here, random.between(5, 90) * second)]
      : []),
    ...(random.chance(0.4) ? [comes(random, join + random.between(4, 60) * second, here, choice)] : []),
    ...some(random, here, join, join + 3 * minute, daily, 3),
    ...some(random, there, join, join + 3 * minute, daily, 3),
  ];
};

function clockIsSet(random: Random, from: number, to: number): PlannedEvent[] {
  if (random.chance(0.6)) return [];
  const at = random.between(from, Math.max(from, to));
  return [{ type: 'set clock', at, machine: 0, by: random.pick([-1, 1]) * random.between(5, 900) * second }];
}

/** One machine is away for longer than acts are kept, with changes waiting; the other one goes on. */
export const longAway: Situation = (random, { work }) => {
  const began = random.between(5, 40) * second;
  const end = began + work;
  const leaves = random.pick([
    random.between(began / second + 20, work / second) * second,
    // Right when the history of what has just ended is to be sent.
    end + 300 + random.between(20, 130),
  ]);
  const off = leaves + random.between(20, 200) * second;
  const asleep = off + random.between(60, 600) * second;
  const again = random.between(31, 40) * day;
  const late = again + random.between(1, 30) * minute;
  const before = random.between(20, 90) * second;
  return [
    comes(random, began, 0, 'start', { stays: work + 2 * minute }),
    comes(random, began + 8 * second, 1, 'add task', { stays: minute }),
    ...(leaves > end || random.chance(0.6)
      ? [
          cut(end - before - 20 * second, 1, before + 20 * second + (off - end)),
          comes(random, end - before, 1, random.pick(['pause', 'stop', 'extend', 'skip'])),
        ]
      : []),
    cut(leaves, 0, late - leaves),
    ...(random.chance(0.4)
      ? [
          comes(
            random,
            Math.max(leaves, end) + random.between(1, 20) * second,
            0,
            random.pick(['extend', 'extend', 'stop']),
          ),
        ]
      : []),
    ...(random.chance(0.6) ? some(random, 0, leaves + second, off, daily, 3) : []),
    { type: 'sleep', at: off, machine: 0, span: late - off },
    ...some(
      random,
      1,
      off + 2 * second,
      asleep - 20 * second,
      ['focus', 'stop', 'start', 'edit task', 'focus'],
      8,
    ),
    { type: 'sleep', at: asleep, machine: 1, span: again - asleep },
    ...some(random, 1, again + 2 * second, again + minute, ['focus', 'stop', 'start', 'edit task'], 4),
    { type: 'retain', at: again + random.between(10, 90) * second, machine: 0 },
    ...some(random, 0, late + 2 * second, late + 2 * minute, daily, 4),
    ...(random.chance(0.3) ? [{ type: 'retain' as const, at: late + 3 * minute, machine: 0 }] : []),
    comes(random, late + 4 * minute, 1, 'look'),
  ];
};
