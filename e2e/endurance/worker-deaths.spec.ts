import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../lib/messages/command.ts';
import type { Checkpoint } from '../../lib/timer/checkpoint.ts';
import type { Preset, StoredSettings } from '../../lib/timer/settings.ts';
import { startBackend, type Backend } from '../../supabase/local/backend.ts';
import { createRandom, type Random } from '../../test/simulation/plan/random.ts';
import { expectAgreement } from '../testing/records/expect-agreement.ts';
import { heldRows } from '../testing/records/held-rows.ts';
import { openPair, type Pair } from '../testing/browsers/pair.ts';
import type { Profile } from '../testing/browsers/profile.ts';
import { storedRows } from '../testing/records/stored-rows.ts';
import { endMark, isPaused } from '../testing/pages/wait-for-badge.ts';
import { waitUntil } from '../testing/waiting/wait-until.ts';

/** Phases of a few seconds: a day of them takes half a minute. */
const brief: Preset = {
  work_duration: 3 / 60,
  short_break: 1.5 / 60,
  long_break: 2 / 60,
  sessions_before_long_break: 3,
};

/** So many workers die on a day, and so many acts come off at least, so many starts among them. */
const deaths = 50;
const fewest = 15;
const fewestStarts = 6;

/** A day that takes longer (milliseconds) has got stuck. */
const longest = 150_000;

/** `BATON_SEED` repeats a day, as far as chance decides it. */
const seed = Number(process.env['BATON_SEED'] ?? Math.floor(Math.random() * 1e6));

let backend: Backend;
let pair: Pair;

beforeAll(async () => {
  backend = await startBackend({});
  pair = await openPair(backend);
  await pair.a.send({ type: 'edit-preset', key: 'short', preset: brief });
  // What ends with nothing to follow could be rung for again and again.
  await pair.a.send({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
  // One that did not know of it yet would start a phase that outlasts the day.
  await waitUntil(
    'the other one has the settings',
    async () => isDeepStrictEqual(await settingsOf(pair.b), await settingsOf(pair.a)),
    { timeout: 60_000 },
  );
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

async function settingsOf(profile: Profile): Promise<StoredSettings | undefined> {
  const { owner } = (await profile.status()) ?? {};
  const [user] = await storedRows(await profile.quietPage(), `baton-${owner}`, 'users');
  return user?.pomodoro_settings;
}

/** What a person did, and whether it worked; null where the worker died before it answered. */
interface Action {
  device: string;
  command: Extract<Command, { type: 'start' } | { session: string }>;
  isDone: boolean | null;
}

/** The session that was acted on last. What begins by itself has the instant of the act that it follows. */
async function newestSession(profile: Profile): Promise<string | undefined> {
  const { checkpoints } = await heldRows(profile);
  return checkpoints.toSorted(
    (one, other) => other.timestamp - one.timestamp || other.generation - one.generation,
  )[0]?.session_id;
}

/**
 * What somebody at this browser might do, going by its badge and the newest session that it knows; null is a look.
 * That may be the wrong session, after an act that came to nothing: whoever is refused starts another one.
 */
async function choose(
  random: Random,
  profile: Profile,
  wasRefused: boolean,
): Promise<Action['command'] | null> {
  if (random.chance(0.4)) return null;
  const badge = await profile.badge();
  const session = await newestSession(profile);
  if (badge.text === '' || badge.text === endMark || session === undefined || wasRefused)
    return { type: 'start', ...(session && { session }) };
  const type = isPaused(badge)
    ? random.pick(['resume', 'resume', 'handoff', 'stop'] as const)
    : random.pick(['pause', 'pause', 'handoff', 'skip', 'stop'] as const);
  return { type, session };
}

/** How far a day has come. */
interface Day {
  died: number;
  actions: Action[];
  isOver(): boolean;
}

function beginDay(): Day {
  const begun = performance.now();
  return {
    died: 0,
    actions: [],
    isOver() {
      const done = this.actions.filter(({ isDone }) => isDone);
      const starts = done.filter(({ command }) => command.type === 'start').length;
      if (this.died >= deaths && done.length >= fewest && starts >= fewestStarts) return true;
      if (performance.now() - begun < longest) return false;
      throw new Error(
        `After ${longest} ms ${this.died} of ${deaths} workers had died, ${done.length} of ${fewest} acts had come off ` +
          `and ${starts} of ${fewestStarts} starts. Done last: ${JSON.stringify(this.actions.slice(-5))}`,
      );
    },
  };
}

/** The errors of a worker that died before it answered. */
const death = /message channel closed|message port closed|Receiving end does not exist/;

async function ask(profile: Profile, command: Command): Promise<{ ok: boolean } | null> {
  try {
    return await profile.send(command);
  } catch (error) {
    if (death.test(String(error))) return null;
    throw error;
  }
}

/** Somebody at either browser does something every now and then until the day is over, and then stops. */
async function useBrowsers(random: Random, day: Day): Promise<void> {
  async function act(profile: Profile, command: Action['command']): Promise<void> {
    const { device = '' } = (await profile.status()) ?? {};
    const answer = await ask(profile, command);
    day.actions.push({ device, command, isDone: answer?.ok ?? null });
  }

  while (!day.isOver()) {
    const profile = random.pick([pair.a, pair.b]);
    const command = await choose(random, profile, day.actions.at(-1)?.isDone === false);
    if (command) await act(profile, command);
    else await ask(profile, { type: 'opened' });
    await pause(random.between(50, 800));
  }
  await act(pair.a, { type: 'start' });
  await act(pair.a, { type: 'stop', session: (await newestSession(pair.a)) ?? '' });
}

/** Kills a worker that runs, of one or the other and at any time, so many times. */
async function killWorkers(random: Random, day: Day): Promise<void> {
  while (day.died < deaths && !day.isOver()) {
    await pause(random.between(20, 450));
    const [first, second] = random.chance(0.5) ? [pair.a, pair.b] : [pair.b, pair.a];
    if ((await first.killWorker()) || (await second.killWorker())) day.died += 1;
  }
}

/** Acts are told apart by device, kind and session. A start makes its own session. */
const kindOf = (device: string, type: string, session: string): string =>
  type === 'start' ? `start on ${device}` : `${type} of ${session} on ${device}`;

/** Every action that worked is there once. One that was never answered is there at most once. */
function expectEachOnce(actions: readonly Action[], acts: readonly Checkpoint[]): void {
  const made = actions.map(({ device, command, isDone }) => ({
    kind: kindOf(device, command.type, 'session' in command ? command.session : ''),
    isDone,
  }));
  const found = acts.map((act) => kindOf(act.device_id, act.checkpoint_type, act.session_id));
  const count = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length;
  const counts = [...new Set(made.map(({ kind }) => kind))].map((kind) => ({
    kind,
    found: count(found, (one) => one === kind),
    done: count(made, (one) => one.kind === kind && one.isDone === true),
    perhaps: count(made, (one) => one.kind === kind && one.isDone === null),
  }));
  expect(counts.filter((one) => one.found < one.done || one.found > one.done + one.perhaps)).toEqual([]);
}

describe('a day on which workers die', () => {
  it(`ENDURE-1 ENDURE-2 ${deaths} deaths at any moment leave no trace`, async () => {
    try {
      const day = beginDay();
      await Promise.all([useBrowsers(createRandom(seed), day), killWorkers(createRandom(seed + 1), day)]);
      const { acts, sessions } = await expectAgreement(pair);
      expectEachOnce(day.actions, acts);
      expect(sessions.length, 'sessions of the day').toBeGreaterThan(5);
    } catch (error) {
      throw new Error(`On the day of BATON_SEED=${seed}`, { cause: error });
    }
  }, 300_000);
});
