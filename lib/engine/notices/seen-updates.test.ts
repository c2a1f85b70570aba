import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { minutes, makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import { createScreen } from '../testing/screen.ts';
import type { ConflictNotice } from './conflict-notice.ts';
import { withDismissed } from './seen-updates.ts';

const a = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const latePause = makeCheckpoint({ type: 'pause', session: 'A', at: 24, device: 'd1', parent: a, left: 1 });
const apart = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1' });

/** A device that has shown its own acts at these minutes. */
function screenWith(device: string, set: Checkpoint[], ...at: number[]) {
  const screen = createScreen(device);
  screen.show([], 0);
  for (const minute of at) expect(screen.show(set, minute)).toEqual([]);
  return screen;
}

const briefly = (notes: ConflictNotice[]) =>
  notes.map(({ kind, device, act, at }) => [kind, device, act, at / minutes]);

describe('NOTICE-1 a session that was replaced by one started apart is told on both sides', () => {
  test('NOTICE-1 each side has the instant of the replacement and the name of the other', () => {
    const here = screenWith('d0', [a], 1).show([a, apart], 12);
    const there = screenWith('d1', [apart], 11).show([a, apart], 12);
    const replaced = {
      session: 'A',
      by: apart.id,
      replaced_at: 10 * minutes,
      successor: 'X',
      canSwitch: true,
    };
    expect(here).toMatchObject([{ kind: 'there', device: 'd1', id: apart.id, ...replaced }]);
    expect(there).toMatchObject([{ kind: 'here', device: 'd0', id: a.id, ...replaced }]);
  });

  test('NOTICE-2 nobody is told if this session was on the screen where the other one was started', () => {
    const knowing = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: a });
    expect(screenWith('d0', [a], 1).show([a, knowing], 10)).toEqual([]);
    expect(screenWith('d1', [a], 1).show([a, knowing], 10)).toEqual([]);
  });

  test('NOTICE-2 nor if it was paused and resumed on the other side meanwhile', () => {
    const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 6, parent: a });
    const resume = makeCheckpoint({ type: 'resume', session: 'A', at: 7, parent: pause });
    const knowing = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: a });
    expect(screenWith('d0', [a, pause, resume], 8).show([a, pause, resume, knowing], 12)).toEqual([]);
  });

  test('NOTICE-2 nor if only a handoff of it was unknown where the other one was started', () => {
    const handoff = makeCheckpoint({ type: 'handoff', session: 'A', at: 9, parent: a });
    const old = makeCheckpoint({ type: 'stop', session: 'Z', at: 5, device: 'd1' });
    const knowing = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: old });
    const screen = screenWith('d1', [a, old], 8);
    expect(screen.show([a, old, knowing], 10)).toEqual([]);
    expect(screen.show([a, old, handoff, knowing], 12)).toEqual([]);
  });

  test('NOTICE-2 nor if the screen had shown it, but the worker died before it read it', () => {
    const knowing = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: a });
    expect(screenWith('d1', [], 8).show([a, knowing], 10)).toEqual([]);
  });

  test('NOTICE-1 a session that was resumed apart from the start that replaces it is told', () => {
    const other = makeCheckpoint({ type: 'start', session: 'B', at: 2, parent: a });
    const back = makeCheckpoint({ type: 'resume', session: 'A', at: 5, parent: other });
    const start = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: other });
    const notes = screenWith('d0', [a, other, back], 6).show([a, other, back, start], 12);
    expect(notes).toMatchObject([{ kind: 'there', session: 'A', successor: 'X' }]);
  });

  test('NOTICE-1 the device that led it tells, a third one does not', () => {
    const handoff = makeCheckpoint({ type: 'handoff', session: 'A', at: 2, device: 'd2', parent: a });
    const set = [a, handoff];
    expect(screenWith('d2', set, 3).show([...set, apart], 12)).toHaveLength(1);
    expect(screenWith('d0', set, 3).show([...set, apart], 12)).toEqual([]);
  });

  test('NOTICE-3 a phase that began by itself and gave way to a start elsewhere is told only here, without a way back', () => {
    const rest = makeCheckpoint({
      type: 'begin',
      session: 'A>',
      at: 25,
      parent: a,
      follows: 'A',
      phase: 'short_break',
    });
    const hand = { at: 25.5, device: 'd1', parent: a, follows: 'A', phase: 'short_break' } as const;
    const byHand = makeCheckpoint({ type: 'start', session: 'B', ...hand });
    expect(screenWith('d0', [a, rest], 26).show([a, rest, byHand], 27)).toMatchObject([
      { kind: 'there', session: 'A>', canSwitch: false },
    ]);
    expect(screenWith('d1', [a, byHand], 26).show([a, rest, byHand], 27)).toEqual([]);
  });
});

describe('NOTICE-16 a task that was given here and gave way to one given elsewhere is told', () => {
  const mine = makeCheckpoint({ type: 'retask', session: 'A', at: 10, parent: a, task: 'x' });
  const theirs = { type: 'retask', session: 'A', at: 12, device: 'd1', task: 'y' } as const;

  test('NOTICE-16 where it was given without knowing of the one here', () => {
    const apart = makeCheckpoint({ ...theirs, parent: a });
    expect(briefly(screenWith('d0', [a, mine], 10).show([a, mine, apart], 13))).toEqual([
      ['retasked', 'd1', 'retask', 12],
    ]);
    expect(screenWith('d1', [a, apart], 12).show([a, mine, apart], 13)).toEqual([]);
  });

  test('NOTICE-16 not where somebody saw the one here, gave the same, or gave one at all', () => {
    const knowing = makeCheckpoint({ ...theirs, parent: mine });
    expect(screenWith('d0', [a, mine], 10).show([a, mine, knowing], 13)).toEqual([]);
    const same = makeCheckpoint({ ...theirs, parent: a, task: 'x' });
    expect(screenWith('d0', [a, mine], 10).show([a, mine, same], 13)).toEqual([]);
    const only = makeCheckpoint({ ...theirs, parent: a });
    expect(screenWith('d0', [a], 10).show([a, only], 13)).toEqual([]);
  });
});

describe('NOTICE-4 an act made here without effect is told with the act before it', () => {
  const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 20, device: 'd1', parent: a });

  test.each(['pause', 'stop', 'skip', 'extend', 'retask'] as const)(
    'NOTICE-4 a %s after a stop elsewhere',
    (type) => {
      const mine = makeCheckpoint({ type, session: 'A', at: 22, parent: a });
      const screen = screenWith('d0', [a, mine], 22, 23);
      expect(screen.show([a, mine, stop], 300)).toMatchObject([
        { kind: 'late', id: stop.id, device: 'd1', act: 'stop', mine: { type, at: 22 * minutes } },
      ]);
    },
  );

  test('NOTICE-4 a pause after a pause, and a resume after a resume', () => {
    const early = makeCheckpoint({ type: 'pause', session: 'A', at: 8, device: 'd1', parent: a });
    const mine = makeCheckpoint({ type: 'pause', session: 'A', at: 10, parent: a });
    expect(briefly(screenWith('d0', [a, mine], 11).show([a, mine, early], 12))).toEqual([
      ['late', 'd1', 'pause', 8],
    ]);
    const again = makeCheckpoint({ type: 'resume', session: 'A', at: 12, device: 'd1', parent: mine });
    const late = makeCheckpoint({ type: 'resume', session: 'A', at: 14, parent: mine });
    expect(briefly(screenWith('d0', [a, mine, late], 15).show([a, mine, late, again], 16))).toEqual([
      ['late', 'd1', 'resume', 12],
    ]);
  });

  test('NOTICE-4 an act on a session that another one had replaced says so', () => {
    const knowing = makeCheckpoint({ type: 'start', session: 'X', at: 10, device: 'd1', parent: a });
    const mine = makeCheckpoint({ type: 'stop', session: 'A', at: 12, parent: a });
    expect(briefly(screenWith('d0', [a, mine], 13).show([a, mine, knowing], 14))).toEqual([
      ['late', 'd1', 'start', 10],
    ]);
  });

  test('NOTICE-4 what happened to a session later does not change which act came first', () => {
    const mine = makeCheckpoint({ type: 'pause', session: 'A', at: 22, parent: a });
    const again = makeCheckpoint({
      type: 'resume',
      session: 'A',
      at: 30,
      device: 'd1',
      parent: stop,
      left: 5,
    });
    const notes = screenWith('d0', [a, mine], 23).show([a, mine, stop, again], 31);
    expect(briefly(notes)).toEqual([['late', 'd1', 'stop', 20]]);
  });

  test('NOTICE-5 nothing is told if somebody here has gone on with the session since', () => {
    const mine = makeCheckpoint({ type: 'stop', session: 'A', at: 22, parent: a });
    const on = makeCheckpoint({ type: 'resume', session: 'A', at: 23, parent: mine, left: 3 });
    expect(screenWith('d0', [a, mine, on], 24).show([a, mine, on, stop], 25)).toEqual([]);
  });

  test('NOTICE-5 two acts that had no effect because of the same one are one notice', () => {
    const first = makeCheckpoint({ type: 'pause', session: 'A', at: 22, parent: a });
    const second = makeCheckpoint({ type: 'extend', session: 'A', at: 23, parent: first, added: 5 });
    expect(screenWith('d0', [a, first, second], 24).show([a, first, second, stop], 25)).toHaveLength(1);
  });

  test('NOTICE-4 the device that was first is told nothing', () => {
    const late = makeCheckpoint({ type: 'stop', session: 'A', at: 22, parent: a });
    expect(screenWith('d1', [a, stop], 21).show([a, stop, late], 23)).toEqual([]);
  });
});

describe('NOTICE-7 what a late act did to a session that had ended here is told', () => {
  const rest = makeCheckpoint({
    type: 'begin',
    session: 'A>',
    at: 25,
    parent: a,
    follows: 'A',
    phase: 'short_break',
  });

  test('NOTICE-7 once, with the phase that followed by itself in the same notice', () => {
    const screen = screenWith('d0', [a, rest], 25.1, 26);
    expect(screen.show([a, rest, latePause], 27)).toMatchObject([
      { kind: 'revised', device: 'd1', act: 'pause', session: 'A', at: 24 * minutes, ended_at: 25 * minutes },
    ]);
    expect(screen.show([a, rest, latePause], 28)).toEqual([]);
  });

  test('NOTICE-7 the notice names the act that did it, not an older one of the same session', () => {
    const known = makeCheckpoint({ type: 'pause', session: 'A', at: 5, device: 'd1', parent: a });
    const on = makeCheckpoint({ type: 'resume', session: 'A', at: 6, device: 'd1', parent: known });
    const late = makeCheckpoint({ type: 'stop', session: 'A', at: 20, device: 'd2', parent: on });
    const screen = screenWith('d0', [a, known, on], 26.1, 27);
    expect(briefly(screen.show([a, known, on, late], 28))).toEqual([['revised', 'd2', 'stop', 20]]);
  });

  test('NOTICE-7 changed minutes with the same end are told, changed seconds are not', () => {
    const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 20, parent: a });
    const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, device: 'd1', parent: a });
    const on = (at: number) =>
      makeCheckpoint({ type: 'resume', session: 'A', at, device: 'd1', parent: pause });
    expect(screenWith('d0', [a, stop], 20, 21).show([a, stop, pause, on(6)], 22)).toHaveLength(1);
    expect(screenWith('d0', [a, stop], 20, 21).show([a, stop, pause, on(5.1)], 22)).toEqual([]);
  });

  test('NOTICE-8 not if the screen never showed it differently, or for under ten seconds', () => {
    expect(screenWith('d0', [a], 3).show([a, latePause], 27)).toEqual([]);
    // A computer that wakes draws what it knows, and hears from the others a second later.
    expect(screenWith('d0', [a], 3, 300).show([a, latePause], 300.02)).toEqual([]);
    expect(screenWith('d0', [a], 3, 300).show([a, latePause], 300.2)).toHaveLength(1);
  });

  test('NOTICE-8 but an end that the screen showed when it came is told at once', () => {
    expect(screenWith('d0', [a], 3, 25.01).show([a, latePause], 25.05)).toHaveLength(1);
  });

  test('NOTICE-8 not what somebody did knowingly after the end, nor what changes while it runs', () => {
    const more = makeCheckpoint({ type: 'resume', session: 'A', at: 26, device: 'd1', parent: a, left: 5 });
    expect(screenWith('d0', [a], 25.1, 26).show([a, more], 27)).toEqual([]);
    const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 10, device: 'd1', parent: a });
    expect(screenWith('d0', [a], 9).show([a, stop], 11)).toEqual([]);
  });

  test('NOTICE-8 not what ended more than a day ago', () => {
    const dayLater = 25 + 24 * 60 + 1;
    expect(screenWith('d0', [a], 26).show([a, latePause], dayLater)).toEqual([]);
  });
});

describe('NOTICE-9, NOTICE-10 a notice is kept until it was read, for a day at most', () => {
  test('NOTICE-9 what a device sees when it first starts makes no notice', () => {
    const screen = createScreen('d0');
    expect(screen.show([a, apart], 12)).toEqual([]);
    expect(screen.seen?.acts).toEqual([a.id, apart.id]);
  });

  test('NOTICE-10 a notice disappears for good when it is read or its session is acted on', () => {
    const screen = screenWith('d0', [a], 1);
    screen.show([a, apart], 12);
    const { seen } = screen;
    if (!seen) throw new Error('It has shown something.');
    const unread = (which: Parameters<typeof withDismissed>[1]) =>
      withDismissed(seen, which).notes.filter(({ isRead }) => !isRead);
    expect(unread({ id: apart.id })).toEqual([]);
    expect(unread({ session: 'A' })).toEqual([]);
    expect(unread({ session: 'X' })).toEqual([]);
    expect(unread({ session: 'B' })).toHaveLength(1);
    screen.seen = withDismissed(seen, { id: apart.id });
    expect(screen.show([a, apart], 13)).toEqual([]);
    expect(screen.seen.notes.every(({ isRead }) => isRead)).toBe(true);
  });

  test('NOTICE-10 a notice disappears after a day, and does not come back', () => {
    const screen = screenWith('d0', [a], 1);
    screen.show([a, apart], 12);
    const day = 24 * 60;
    screen.show([a, apart], 11 + day);
    expect(screen.seen?.notes).toHaveLength(1);
    screen.show([a, apart], 12 + day);
    expect(screen.seen?.notes).toEqual([]);
    // The clock is set back.
    expect(screen.show([a, apart], 5 + day)).toEqual([]);
  });
});
