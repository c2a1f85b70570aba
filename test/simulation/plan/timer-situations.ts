import type { Intent } from '../people/person.ts';
import { comes, cut, minute, second, type Situation } from './situation.ts';

import {
  actsOnWaking,
  editsInBursts,
  switchedApart,
  serverForgets,
  standsStill,
  visited,
  crammed,
} from './machine-situations.ts';
import { beganSignedOut, endsSignedOut, longAway, signedOut } from './account-situations.ts';
/** Offline, d1 pauses or stops a phase before its end. On d0 the phase ends, and the next one begins by itself. */
const pausedApart: Situation = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const end = began + work;
  const before = random.between(10, 100) * second;
  const chain = random.between(1, 3);
  const later = end + random.between(20, 90) * second + (chain - 1) * rest;
  const events = [
    comes(random, began, 0, 'start', { stays: work + rest * 3 }),
    comes(random, began + 20 * second, 1, 'look', { stays: minute }),
    cut(end - before - 5 * second, 1, later - end + random.between(2, 10) * minute),
    comes(random, end - before, 1, random.pick(['pause', 'pause', 'stop', 'extend', 'skip'])),
  ];
  if (random.chance(0.6)) {
    const intent = random.pick<Intent>(['pause', 'pause', 'extend', 'handoff', 'skip', 'focus', 'start']);
    events.push(comes(random, later, 0, intent));
  }
  if (random.chance(0.2)) events.push(comes(random, later + random.between(20, 60) * second, 1, 'resume'));
  return events;
};

/** A phase is paused everywhere. On d0 it goes on and is replaced, while d1, offline, resumes it. */
const takenUpAgain: Situation = (random, { work }) => {
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

/** Two people start apart. Then somebody with an old screen continues the session that was replaced. */
const twoStarts: Situation = (random, { work }) => {
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

/** Somebody starts on d0, which leads, and leaves. Somebody else is at d1 while phases end. */
const leftAlone: Situation = (random, { work, rest }) => {
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

/** Somebody leaves while phases follow one another. Back again, they drop what began without them. */
const takenBack: Situation = (random, { work, rest }) => {
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

/** A phase is extended offline just before its end, so on the other machine it ends twice. */
const extendedApart: Situation = (random, { work }) => {
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

/** Somebody stays at the screen for hours and does nothing. */
const staysOn: Situation = (random, { work, rest }) => {
  const began = random.between(5, 60) * second;
  const chain = (work + rest) * random.between(3, 5);
  return [
    comes(random, began, 0, 'start', { stays: chain + 3 * work }),
    comes(random, began + chain, 0, 'look', { stays: minute }),
  ];
};

/** Somebody pauses at one machine shortly before an end that the other one is about to ring for. */
const pausedInReach: Situation = (random, { work }) => {
  const began = random.between(5, 60) * second;
  return [
    comes(random, began, 0, 'start', { stays: work + 5 * minute }),
    comes(random, began + work - random.between(6, 40) * second, 1, 'pause', { stays: minute }),
  ];
};

export const situations: readonly Situation[] = [
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
  signedOut,
  endsSignedOut,
  beganSignedOut,
  longAway,
];
