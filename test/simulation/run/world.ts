import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createRandom, type Random } from '../plan/random.ts';
import { dropFinished } from '../machine/raw-database.ts';

/** True time. It moves only here, and everything that happens in a run is scheduled here. */
export interface World {
  /** Milliseconds since the epoch. No machine knows it. */
  now(): number;
  random: Random;
  /** Runs something after so many milliseconds. Returns what cancels it. */
  after(span: number, run: () => void): () => void;
  /** Lets time pass until that instant, and runs all that falls due and all disk work on the way. */
  passUntil(instant: number): Promise<void>;
  /** Hands every database that `work` opens to `opened`. */
  opening<T>(opened: (database: IDBDatabase) => void, work: () => T): T;
  /** Runs something once it is the disk's turn. */
  turn(run: () => void): void;
  /** Gives the process its own clock, disk and channels back. */
  close(): void;
}

interface Due {
  at: number;
  order: number;
  run: () => void;
}

const firstInstant = Date.UTC(2026, 10, 23, 9);

/** A channel to other pages of the browser: there are none. */
function silentChannel() {
  return { postMessage() {}, addEventListener() {}, close() {} };
}

/** `structuredClone` for rows. They hold plain values only, and this copies them many times quicker. */
function copyRow<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyRow) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyRow((value as Record<string, unknown>)[key]);
  return copy as T;
}

/**
 * Takes over the clock and the tasks of the disk, for which fake-indexeddb calls `setImmediate`. Each of them takes a
 * moment, so that calls, deaths and clicks can fall between any two.
 */
export function createWorld(seed: number): World {
  const random = createRandom(seed);
  const real = {
    setImmediate: globalThis.setImmediate,
    indexedDB: globalThis.indexedDB,
    BroadcastChannel: globalThis.BroadcastChannel,
    structuredClone: globalThis.structuredClone,
  };
  const disk: (() => void)[] = [];
  const due: Due[] = [];
  const databases = new Map<string, IDBDatabase>();
  let tasks = 0;
  let order = 0;
  let now = firstInstant;
  let hears: ((database: IDBDatabase) => void) | null = null;

  const factory = new IDBFactory();
  const open = factory.open.bind(factory);
  factory.open = (name, version) => {
    const request = open(name, version);
    const hear = hears;
    request.addEventListener('success', () => {
      const database: IDBDatabase = request.result;
      databases.set(name, database);
      hear?.(database);
    });
    return request;
  };
  Object.assign(globalThis, {
    setImmediate: (run: () => void) => void disk.push(run),
    indexedDB: factory,
    structuredClone: copyRow,
    BroadcastChannel: function BroadcastChannel() {
      return silentChannel();
    },
  });

  /** Resolves once everything has run that follows from what just ran. */
  function runPromises(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // Ticks come when no promise has anything left to do. It costs no turn of the event loop.
    process.nextTick(resolve);
    return promise;
  }

  /** What falls due first. A run has few timers at a time, so looking at all of them is the quickest way. */
  function nextDue(): Due | undefined {
    let found: Due | undefined;
    for (const entry of due) {
      if (!found || entry.at < found.at || (entry.at === found.at && entry.order < found.order))
        found = entry;
    }
    return found;
  }

  function drop(entry: Due): void {
    const index = due.indexOf(entry);
    if (index >= 0) due.splice(index, 1);
  }

  return {
    now: () => now,
    random,
    after(span, run) {
      const entry = { at: now + Math.max(0, Math.round(span)), order: (order += 1), run };
      due.push(entry);
      return () => drop(entry);
    },
    async passUntil(instant) {
      for (;;) {
        await runPromises();
        const next = nextDue();
        const isDue = next !== undefined && next.at <= now;
        const task = isDue ? undefined : disk.shift();
        if (task) {
          if (random.chance(0.3)) now += 1;
          task();
          tasks += 1;
          if (tasks % 128 === 0) for (const database of databases.values()) dropFinished(database);
        } else if (next && next.at <= instant) {
          drop(next);
          now = Math.max(now, next.at);
          next.run();
        } else break;
      }
      now = Math.max(now, instant);
    },
    turn: (run) => void disk.push(run),
    opening(opened, work) {
      hears = opened;
      try {
        return work();
      } finally {
        hears = null;
      }
    },
    close() {
      Object.assign(globalThis, real);
    },
  };
}
