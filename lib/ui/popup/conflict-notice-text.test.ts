import { beforeAll, describe, expect, it } from 'vitest';
import type { ConflictNotice } from '../../engine/notices/conflict-notice.ts';
import { createScreen } from '../../engine/testing/screen.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replay } from '../../timer/replay.ts';
import { minutes, makeCheckpoint, type CheckpointDraft } from '../../timer/testing/make-checkpoint.ts';
import { timeOfDay } from '../kit/clock-text.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { conflictNoticeText, sessionToSwitchTo, type NoticeContext } from './conflict-notice-text.ts';
import { stillApplies } from './notices/still-applies.ts';

beforeAll(installCatalogue);

const names = new Map([
  ['d0', 'Desktop'],
  ['d1', 'Laptop'],
]);

function context(set: Checkpoint[], at: number): NoticeContext {
  return { names, replayed: replay(set, at * minutes), now: at * minutes };
}

/** What a device tells at `at`, when it gets the whole set. Before, at the minutes `shows`, it knew only `own`. */
function sentences(
  device: string,
  own: Checkpoint[],
  shows: number[],
  set: Checkpoint[],
  at: number,
): string[] {
  const screen = createScreen(device);
  for (const minute of [0, ...shows])
    screen.show(
      own.filter(({ timestamp }) => timestamp <= minute * minutes),
      minute,
    );
  return screen.show(set, at).map((notice) => announcement(notice, set, at));
}

function announcement(notice: ConflictNotice, set: Checkpoint[], at: number): string {
  const environment = context(set, at);
  const back = sessionToSwitchTo(notice, environment.replayed);
  return conflictNoticeText(notice, environment) + (back === null ? '' : ` · Switch back to ${back}`);
}

const clock = (at: number) => timeOfDay(at * minutes);

const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const rest = makeCheckpoint({
  type: 'begin',
  session: 'A>',
  at: 25,
  parent: a,
  follows: 'A',
  phase: 'short_break',
});
const focus = makeCheckpoint({
  type: 'begin',
  session: 'A>>',
  at: 30,
  parent: rest,
  follows: 'A>',
  round: 2,
});
const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a, left: 1 });
const revised = () => `Paused on Laptop (${clock(24)}): the focus session that had ended (${clock(25)})`;

describe('NOTICE-12 small histories and what each screen says of them', () => {
  it('NOTICE-12 a pause that arrives after the end took the end back, and the break that followed', () => {
    const sentence = `${revised()} has 1 minute left. What followed automatically was dropped.`;
    expect(sentences('d0', [a, rest], [25, 26], [a, rest, pause], 27)).toEqual([sentence]);
    expect(sentences('d1', [a, pause], [24, 26], [a, rest, pause], 27)).toEqual([]);
  });

  it('NOTICE-12 a pause that arrives after two sessions by hand leaves those and takes a minute', () => {
    const by = { phase: 'short_break', parent: a, follows: 'A' } as const;
    const b = makeCheckpoint({ type: 'start', session: 'B', at: 25.5, ...by });
    const c = makeCheckpoint({ type: 'start', session: 'C', at: 31, parent: b, follows: 'B', round: 2 });
    const set = [a, b, c, pause];
    expect(sentences('d0', [a, b, c], [25, 25.5, 30.5, 31], set, 51)).toEqual([
      `${revised()} counts as 24 minutes.`,
    ]);
    expect(sentences('d1', [a, pause], [24], set, 51)).toEqual([
      `Your phase was replaced by another one on Desktop (${clock(25.5)}).`,
    ]);
  });

  it('NOTICE-12 a pause that arrives after phases that all began by themselves takes them back', () => {
    const set = [a, rest, focus, pause];
    const sentence = `${revised()} has 1 minute left. What followed automatically was dropped.`;
    expect(sentences('d0', [a, rest, focus], [25, 30, 31], set, 51)).toEqual([sentence]);
    expect(sentences('d1', [a, pause], [24], set, 51)).toEqual([]);
  });

  it('NOTICE-12 two starts apart are told on both sides, and either can switch back', () => {
    const x = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' });
    const set = [a, x];
    expect(sentences('d0', [a], [1], set, 12)).toEqual([
      `Your focus session was replaced by another one on Laptop (${clock(10)}). · Switch back to A`,
    ]);
    expect(sentences('d1', [x], [10], set, 12)).toEqual([
      `The focus session on Desktop was replaced by the one here (${clock(10)}). · Switch back to A`,
    ]);
  });

  it('NOTICE-12 what took its place may have been started here: no sentence says where', () => {
    const b = makeCheckpoint({ type: 'start', session: 'B', at: 5, parent: a });
    const back = makeCheckpoint({ type: 'resume', session: 'A', at: 10, device: 'd1', parent: a, left: 15 });
    expect(sentences('d0', [a, b], [1, 6], [a, b, back], 12)).toEqual([
      `Your focus session was replaced by another one on Laptop (${clock(10)}). · Switch back to B`,
    ]);
  });

  it('NOTICE-12 once somebody has switched back there is nothing to tell any more', () => {
    const x = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' });
    const back = makeCheckpoint({ type: 'resume', session: 'A', at: 15, parent: x, left: 15 });
    const there = createScreen('d1');
    there.show([], 0);
    there.show([x], 11);
    const [notice] = there.show([a, x], 12);
    if (!notice) throw new Error('Nothing was told.');
    expect(stillApplies(notice, context([a, x], 12).replayed)).toBe(true);
    expect(there.show([a, x, back], 15)).toEqual([]);
    expect(stillApplies(notice, context([a, x, back], 15).replayed)).toBe(false);
  });

  it('NOTICE-12 a break by hand elsewhere takes the place of the one that began by itself', () => {
    const by = { phase: 'short_break', device: 'd1', parent: a, follows: 'A' } as const;
    const b = makeCheckpoint({ type: 'start', session: 'B', at: 25.5, ...by });
    const set = [a, rest, b];
    expect(sentences('d0', [a, rest], [25, 26], set, 27)).toEqual([
      `Your short break was replaced by another one on Laptop (${clock(25.5)}).`,
    ]);
    expect(sentences('d1', [a, b], [25, 26], set, 27)).toEqual([]);
  });

  it('NOTICE-12 a focus session apart that began earlier takes minutes of one that had ended', () => {
    const x = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' });
    expect(sentences('d0', [a], [25, 26], [a, x], 36)).toEqual([
      `Replaced on Laptop (${clock(10)}): the focus session that had ended (${clock(25)}) counts as 10 minutes.`,
    ]);
    expect(sentences('d1', [x], [10, 35], [a, x], 36)).toEqual([
      `The focus session on Desktop was replaced by the one here (${clock(10)}).`,
    ]);
  });
});

describe('NOTICE-13 every act has its words', () => {
  const late = (type: 'stop' | 'skip' | 'pause') =>
    makeCheckpoint({ type, session: 'A', at: 20, device: 'd1', parent: a, left: 5 });

  it.each([
    ['stop', 'pause', 'Already stopped', '“Pause”'],
    ['stop', 'extend', 'Already stopped', 'The minutes you added'],
    ['skip', 'stop', 'Already skipped', '“Stop”'],
    ['pause', 'pause', 'Already paused', '“Pause”'],
    ['stop', 'skip', 'Already stopped', '“Skip”'],
    ['stop', 'retask', 'Already stopped', 'The task you chose'],
  ] as const)('NOTICE-13 a %s there before a %s here', (there, here, already, vain) => {
    const mine = makeCheckpoint({ type: here, session: 'A', at: 22, parent: a });
    expect(sentences('d0', [a, mine], [1, 22], [a, mine, late(there)], 300)).toEqual([
      `${already} on Laptop (${clock(20)}). ${vain} (${clock(22)}) had no effect.`,
    ]);
  });

  it.each<[Partial<CheckpointDraft>, string, string]>([
    [{ type: 'stop', at: 20 }, 'Stopped', 'counts as 20 minutes'],
    [{ type: 'skip', at: 1 }, 'Skipped', 'counts as 1 minute'],
    [{ type: 'extend', at: 20, added: 5 }, 'Made longer', 'goes on until 30'],
  ])('NOTICE-13 a late act of the kind %o', (act, what, outcome) => {
    const late = makeCheckpoint({ type: 'stop', session: 'A', device: 'd1', parent: a, at: 0, ...act });
    const tail = outcome.replace('until 30', `until ${clock(30)}`);
    expect(sentences('d0', [a], [25, 26], [a, late], 27)).toEqual([
      `${what} on Laptop (${clock(act.at ?? 0)}): the focus session that had ended (${clock(25)}) ${tail}.`,
    ]);
  });

  it('NOTICE-16 a task that was given later elsewhere', () => {
    const given = { type: 'retask', session: 'A', parent: a } as const;
    const here = makeCheckpoint({ ...given, at: 10, task: 'x' });
    const there = makeCheckpoint({ ...given, at: 12, task: 'y', device: 'd1' });
    expect(sentences('d0', [a, here], [10], [a, here, there], 13)).toEqual([
      `The focus session got another task on Laptop (${clock(12)}), after the one you gave it here.`,
    ]);
  });

  it('NOTICE-13 a device that nobody has heard of, an act of a newer version, and another day', () => {
    const late = {
      ...makeCheckpoint({ type: 'pause', session: 'A', at: 20, device: 'd9', parent: a }),
      checkpoint_type: 'nap',
    };
    const before = createScreen('d0');
    before.show([a], 0);
    before.show([a], 26);
    const [notice] = before.show([a, late], 27);
    if (!notice) throw new Error('Nothing was told.');
    const dayLater = context([a, late], 24 * 60 + 20);
    expect(conflictNoticeText(notice, dayLater)).toMatch(
      /^Changed on another device \(\w+,? \d+:20 .M\): the focus session that had ended/,
    );
  });
});
