import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../lib/command.ts';
import type { Checkpoint } from '../lib/timer/checkpoint.ts';
import type { Preset } from '../lib/timer/settings.ts';
import { startBackend, type Backend } from '../supabase/local/backend.ts';
import { createRandom, type Random } from '../test/simulation/random.ts';
import { expectAgreement } from './fixtures/agreement.ts';
import { heldRows } from './fixtures/held-rows.ts';
import { openPair, type Pair } from './fixtures/pair.ts';
import type { Profile } from './fixtures/profile.ts';

/** Phases of a few seconds: a day of them takes half a minute. */
const brief: Preset = {
  work_duration: 3 / 60,
  short_break: 1.5 / 60,
  long_break: 2 / 60,
  sessions_before_long_break: 3,
};

/** So many workers die on a day, and so many acts come off at least. */
const deaths = 50;
const fewest = 15;

/** `BATON_SEED` lives the same day again, as far as chance decides it. */
const seed = Number(process.env['BATON_SEED'] ?? Math.floor(Math.random() * 1e6));

let backend: Backend;
let pair: Pair;

beforeAll(async () => {
  backend = await startBackend({});
  pair = await openPair(backend);
  await pair.a.send({ type: 'edit-preset', key: 'short', preset: brief });
  // What ends with nothing to follow could be rung for again and again.
  await pair.a.send({ type: 'set-preferences', preferences: { auto_start_breaks: true } });
});

afterAll(async () => {
  await pair?.close();
  await backend?.stop();
});

/** What a person did and what they were told of it; null where the worker died over it. */
interface Deed {
  device: string;
  command: Extract<Command, { type: 'start' } | { session: string }>;
  isDone: boolean | null;
}

async function newestAct(profile: Profile): Promise<Checkpoint | undefined> {
  const { checkpoints } = await heldRows(profile);
  return checkpoints.toSorted((one, other) => other.timestamp - one.timestamp)[0];
}

/** What somebody at this browser might do, going by its badge and the newest session that it knows; null is a look. */
async function choose(random: Random, profile: Profile): Promise<Deed['command'] | null> {
  if (random.chance(0.4)) return null;
  const { text } = await profile.badge();
  const newest = await newestAct(profile);
  if (text === '' || !newest) return { type: 'start' };
  const type =
    text === '❚❚'
      ? random.pick(['resume', 'resume', 'handoff', 'stop'] as const)
      : random.pick(['pause', 'pause', 'handoff', 'skip', 'stop'] as const);
  return { type, session: newest.session_id };
}

/** Somebody at either browser does something every now and then until the day is over, and then stops. */
async function live(random: Random, isOver: () => boolean): Promise<Deed[]> {
  const deeds: Deed[] = [];

  async function act(profile: Profile, command: Deed['command']): Promise<void> {
    const { device = '' } = (await profile.status()) ?? {};
    const answer: unknown = await profile.send(command).catch(() => null);
    deeds.push({ device, command, isDone: isAnswer(answer) ? answer.ok : null });
  }

  while (!isOver() || deeds.filter(({ isDone }) => isDone).length < fewest) {
    const profile = random.pick([pair.a, pair.b]);
    const command = await choose(random, profile);
    if (command) await act(profile, command);
    else await profile.send({ type: 'opened' }).catch(() => null);
    await pause(random.between(50, 800));
  }
  await act(pair.a, { type: 'start' });
  const { session_id } = (await newestAct(pair.a)) ?? { session_id: '' };
  await act(pair.a, { type: 'stop', session: session_id });
  return deeds;
}

function isAnswer(answer: unknown): answer is { ok: boolean } {
  return typeof answer === 'object' && answer !== null && 'ok' in answer;
}

/** Kills a worker that runs, of one or the other and at any time, so many times. */
async function killWorkers(random: Random): Promise<void> {
  for (let killed = 0; killed < deaths;) {
    await pause(random.between(20, 450));
    const [first, second] = random.chance(0.5) ? [pair.a, pair.b] : [pair.b, pair.a];
    if ((await first.killWorker()) || (await second.killWorker())) killed += 1;
  }
}

/** What can be told of an act by who did what to which session; a start makes its own. */
const kindOf = (device: string, type: string, session: string): string =>
  type === 'start' ? `start on ${device}` : `${type} of ${session} on ${device}`;

/** Every deed that was done is there once; one that its worker died over at most once. */
function expectEachOnce(deeds: readonly Deed[], acts: readonly Checkpoint[]): void {
  const made = deeds.map(({ device, command, isDone }) => ({
    kind: kindOf(device, command.type, 'session' in command ? command.session : ''),
    isDone,
  }));
  const found = acts.map((act) => kindOf(act.device_id, act.checkpoint_type, act.session_id));
  const count = <T>(list: readonly T[], test: (one: T) => boolean) => list.filter(test).length;
  const told = [...new Set(made.map(({ kind }) => kind))].map((kind) => ({
    kind,
    found: count(found, (one) => one === kind),
    done: count(made, (one) => one.kind === kind && one.isDone === true),
    perhaps: count(made, (one) => one.kind === kind && one.isDone === null),
  }));
  expect(told.filter((one) => one.found < one.done || one.found > one.done + one.perhaps)).toEqual([]);
}

describe('ENDURE-1, ENDURE-2 a day on which workers die', () => {
  it(`ENDURE-2 ${deaths} deaths at any moment leave no trace`, async () => {
    try {
      let isOver = false;
      const [deeds] = await Promise.all([
        live(createRandom(seed), () => isOver),
        killWorkers(createRandom(seed + 1)).finally(() => {
          isOver = true;
        }),
      ]);
      const { acts, sessions } = await expectAgreement(pair);
      expectEachOnce(deeds, acts);
      expect(sessions.length, 'sessions of the day').toBeGreaterThan(5);
    } catch (error) {
      throw new Error(`On the day of BATON_SEED=${seed}`, { cause: error });
    }
  }, 180_000);
});
