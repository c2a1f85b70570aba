import { createRandom, type Random } from '../../test/simulation/plan/random.ts';
import type { Habits } from './habits.ts';

/** What reaches the server in each minute of a day, by UTC. */
export interface Day {
  /** Sockets that are open. */
  sockets: Float64Array;
  /** Sockets that are opened. */
  joins: Float64Array;
  /** Calls of `sync` that carry rows, and those that carry none. */
  writes: Float64Array;
  pulls: Float64Array;
  /** Reads of one row that ask only where the server stands. */
  looks: Float64Array;
  /** Messages of Realtime: each hint once, and once for each socket that it reaches. */
  messages: Float64Array;
  /** Rows that are new at the end of the day. */
  checkpoints: number;
  sessions: number;
}

export const minutes = 24 * 60;

/** What one device costs while somebody is there and another device is in use (SLEEP-6, SLEEP-14). */
const looksAMinute = 144 / 60;
const pullsAMinute = 1 / 10;
/** Without another device: once in five minutes, by turns a look and a call. */
const looksAMinuteAlone = 1 / 10;
const pullsAMinuteAlone = 1 / 10;
/** A worker that wakes calls once, and once more when its socket is open. */
const pullsAtWake = 2;
/** At the end of a session each device asks the others before it rings, and looks through the history. */
const pullsAtEnd = 2;
const sessionLength = 30;

function emptyDay(): Day {
  const none = () => new Float64Array(minutes);
  return {
    sockets: none(),
    joins: none(),
    writes: none(),
    pulls: none(),
    looks: none(),
    messages: none(),
    checkpoints: 0,
    sessions: 0,
  };
}

/** A day on which so large a share of some people use it. The same seed gives the same day. */
export function liveDay(habits: Habits, people: number, active: number, seed: number): Day {
  const day = emptyDay();
  const random = createRandom(seed);
  for (let person = 0; person < people; person += 1) if (random.chance(active)) liveOne(habits, random, day);
  return day;
}

function liveOne(habits: Habits, random: Random, day: Day): void {
  const devices = 1 + pick(random, habits.devices);
  const zone =
    habits.zones[
      pick(
        random,
        habits.zones.map(([, share]) => share),
      )
    ]?.[0] ?? 0;
  const began = (9 - zone) * 60 + habits.spread * normal(random);
  const span = Math.round(habits.hours * 60);
  const isThere = Array.from({ length: devices }, (_, device) =>
    presence(random, span, habits.there[device === 0 ? 0 : 1], habits.returns),
  );
  for (let at = 0; at < span; at += 1) {
    const minute = wrap(began + at);
    for (const there of isThere) {
      if (there[at] !== true) continue;
      const isNew = at === 0 || there[at - 1] !== true;
      if (isNew) add(day.pulls, minute, devices > 1 ? pullsAtWake : 1);
      add(day.looks, minute, devices > 1 ? looksAMinute : looksAMinuteAlone);
      add(day.pulls, minute, devices > 1 ? pullsAMinute : pullsAMinuteAlone);
      if (devices === 1) continue;
      add(day.sockets, minute, 1);
      if (isNew) add(day.joins, minute, 1);
    }
  }
  const [least, most] = habits.sessions;
  const sessions = random.between(least, most);
  for (let i = 0; i < sessions; i += 1) {
    const start = random.between(0, span - sessionLength);
    const acts = 1 + poisson(random, habits.actsInSession);
    const times = [0, ...Array.from({ length: acts - 1 }, () => random.between(0, 25)), 25];
    for (const time of times) {
      const at = Math.floor(start + time);
      const open = devices > 1 ? isThere.filter((there) => there[at] === true).length : 0;
      add(day.writes, wrap(began + at), 1);
      add(day.messages, wrap(began + at), 1 + open);
    }
    const awake = isThere.filter((there) => there[start + 25] === true).length;
    add(day.pulls, wrap(began + start + 25), pullsAtEnd * Math.max(1, awake));
    day.checkpoints += acts;
    day.sessions += 1;
  }
}

/** For each minute whether somebody is there, for that share of the time, with so many returns an hour. */
function presence(random: Random, span: number, share: number, returns: number): boolean[] {
  const leave = returns / (60 * share);
  const come = returns / (60 * (1 - share));
  let isThere = random.chance(share);
  return Array.from({ length: span }, () => {
    isThere = isThere ? !random.chance(leave) : random.chance(come);
    return isThere;
  });
}

function add(to: Float64Array, minute: number, amount: number): void {
  to[minute] = (to[minute] ?? 0) + amount;
}

function wrap(minute: number): number {
  return ((Math.floor(minute) % minutes) + minutes) % minutes;
}

function pick(random: Random, shares: readonly number[]): number {
  let left = random.next();
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? shares.length - 1 : found;
}

function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random.next();
  return sum;
}

function poisson(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let left = random.next(); left > least; left *= random.next()) count += 1;
  return count;
}
