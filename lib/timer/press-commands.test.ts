import { describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint.ts';
import { openSession, skipCommand, stopCommand, toggleCommand, type PressCommand } from './press-commands.ts';
import { viewAt } from './testing/act-at.ts';
import { makeCheckpoint } from './testing/make-checkpoint.ts';

const start = makeCheckpoint({ type: 'start', session: 'A', at: 0 });
const pause = makeCheckpoint({ type: 'pause', session: 'A', at: 5, parent: start });
const longer = makeCheckpoint({ type: 'resume', session: 'A', at: 26, parent: start, left: 5 });
const stop = makeCheckpoint({ type: 'stop', session: 'A', at: 27, parent: longer });
const rest = makeCheckpoint({ type: 'start', session: 'B', at: 30, follows: 'A', phase: 'short_break' });

interface Pressed {
  toggle: PressCommand;
  skip: PressCommand | null;
  stop: PressCommand | null;
}

const cases: [when: string, set: Checkpoint[], at: number, open: string | null, pressed: Pressed][] = [
  ['nothing has begun', [], 0, null, { toggle: { type: 'start' }, skip: null, stop: null }],
  [
    'a phase runs',
    [start],
    6,
    'A',
    {
      toggle: { type: 'pause', session: 'A' },
      skip: { type: 'skip', session: 'A' },
      stop: { type: 'stop', session: 'A' },
    },
  ],
  [
    'a phase is paused',
    [start, pause],
    6,
    'A',
    {
      toggle: { type: 'resume', session: 'A' },
      skip: { type: 'skip', session: 'A' },
      stop: { type: 'stop', session: 'A' },
    },
  ],
  [
    'a break waits to be started',
    [start],
    26,
    null,
    { toggle: { type: 'start' }, skip: { type: 'start', phase: 'work' }, stop: null },
  ],
  [
    'focus that had its whole time was stopped',
    [start, longer, stop],
    28,
    null,
    { toggle: { type: 'start' }, skip: { type: 'start', phase: 'work' }, stop: null },
  ],
  [
    'focus waits to be started',
    [start, rest],
    36,
    null,
    { toggle: { type: 'start' }, skip: null, stop: null },
  ],
];

describe('TIMER-23 what a press sends', () => {
  test.each(cases)('TIMER-23 when %s', (_when, set, at, open, { toggle, skip, stop }) => {
    const view = viewAt(set, at);
    expect(openSession(view)).toBe(open);
    expect(toggleCommand(view)).toEqual(toggle);
    expect(skipCommand(view)).toEqual(skip);
    expect(stopCommand(view)).toEqual(stop);
  });
});
