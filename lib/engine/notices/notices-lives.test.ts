import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConflictNotice } from './conflict-notice.ts';
import { act, type TimerCommand } from '../../timer/act.ts';
import { dueAutoStart } from '../../timer/auto-start.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder } from '../../timer/replay-order.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import { readSettings } from '../../timer/settings.ts';
import { minutes } from '../../timer/testing/make-checkpoint.ts';
import { createScreen, type Screen } from '../testing/screen.ts';
import { withDismissed } from './seen-updates.ts';

interface Step {
  device: 0 | 1;
  does: TimerCommand['type'] | 'look' | 'meet' | 'read';
  /** Seconds since the step before. */
  after: number;
}

const does = [
  'start',
  'pause',
  'resume',
  'skip',
  'stop',
  'handoff',
  'extend',
  'look',
  'meet',
  'read',
] as const;

/** Lives of two devices that meet now and then: what each knows comes from its own acts and from what it was given. */
const lives = fc.array(
  fc.record<Step>({
    device: fc.constantFrom(0, 1),
    does: fc.constantFrom(...does),
    after: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 60, max: 1600 })),
  }),
  { maxLength: 40, size: 'max' },
);

const settings = readSettings({ auto_start_breaks: true, auto_start_focus: true });

interface Side {
  screen: Screen;
  set: Checkpoint[];
  told: string[];
}

/** What a screen showed and knew at the look before. */
interface Before {
  shown: Replay;
  acts: ReadonlySet<string>;
  /** The session that was on the screen where an act was made, by the act's id. */
  onScreen: ReadonlyMap<string, string>;
}

/** Lives through the steps; `heard` gets each note as it is told, with what there was before the look. */
function live(
  steps: readonly Step[],
  heard: (note: ConflictNotice, side: Side, before: Before, now: number) => void,
) {
  const sides: Side[] = ['d0', 'd1'].map((device) => ({ screen: createScreen(device), set: [], told: [] }));
  const onScreen = new Map<string, string>();
  let now = 0;
  let ids = 0;

  function look(side: Side): void {
    const due = dueAutoStart(replay(side.set, now).timer, settings, {
      now,
      device: side.screen.device,
      isClockTrusted: true,
      lastActive: now,
      derive: (name, kind) => `${kind}:${name}`,
    });
    if (due && !side.set.some(({ id }) => id === due.id)) side.set.push(due);
    const before = { shown: side.screen.shown(), acts: new Set(side.screen.memory?.acts), onScreen };
    for (const note of side.screen.look(side.set, now / minutes)) {
      heard(note, side, before, now);
      side.told.push(note.id);
    }
  }

  /** Lets time pass; whoever is awake looks when the phase that they know of ends. */
  function pass(until: number): void {
    for (;;) {
      const due = sides.flatMap((side) => {
        const { slot } = replay(side.set, now).timer;
        return slot?.state === 'running' && slot.ends_at !== null ? [{ side, at: slot.ends_at }] : [];
      });
      const [next] = due.toSorted((one, other) => one.at - other.at);
      if (!next || next.at > until) break;
      now = next.at;
      look(next.side);
    }
    now = until;
  }

  for (const side of sides) look(side);
  for (const { device, does, after } of steps) {
    pass(now + after * 1000);
    const [mine, other] = device === 0 ? sides : sides.toReversed();
    if (!mine || !other) return;
    if (does === 'meet') {
      const all = [...new Map([...mine.set, ...other.set].map((one) => [one.id, one])).values()];
      [mine.set, other.set] = [all, [...all]];
      look(mine);
      look(other);
      continue;
    }
    look(mine);
    const { memory } = mine.screen;
    if (does === 'look' || !memory) continue;
    if (does === 'read') {
      const [id] = memory.notes.map((note) => note.id);
      if (id !== undefined) mine.screen.memory = withDismissed(memory, { id });
      continue;
    }
    const { timer } = replay(mine.set, now);
    const session = timer.slot?.session_id ?? '';
    const command: TimerCommand =
      does === 'start'
        ? { type: does }
        : does === 'extend'
          ? { type: does, session, by: minutes }
          : { type: does as 'pause', session };
    ids += 1;
    const actor = { now, device: mine.screen.device, id: `c${ids}`, session: `s${ids}`, lastActive: now };
    const acted = act(command, timer, settings, actor);
    if (acted.ok) {
      mine.set.push(acted.checkpoint);
      onScreen.set(acted.checkpoint.id, session);
    }
    look(mine);
  }
}

function expectTrue(note: ConflictNotice, { screen, set, told }: Side, { shown, onScreen }: Before): void {
  expect(told).not.toContain(note.id);
  const placed = new Map(replayOrder(set).map((one) => [one.checkpoint.id, one]));
  const { sessions, ineffective } = screen.shown();
  const by = placed.get(note.id);
  const record = sessions.find(({ id }) => id === note.session);
  expect(by?.at).toBe(note.at);
  expect(by?.checkpoint.device_id).toBe(note.device);
  expect(note.device).not.toBe(screen.device);
  expect(record?.session_type).toBe(note.phase);
  switch (note.kind) {
    case 'late': {
      expect(ineffective).not.toContain(note.id);
      const vain = set.filter(({ id }) => ineffective.includes(id));
      expect(vain).toContainEqual(
        expect.objectContaining({
          device_id: screen.device,
          session_id: note.session,
          checkpoint_type: note.mine.type,
        }),
      );
      expect(note.at).toBeLessThanOrEqual(note.mine.at);
      break;
    }
    case 'revised':
      expect(ineffective).not.toContain(note.id);
      expect(shown.sessions).toContainEqual(
        expect.objectContaining({ id: note.session, ended_at: note.ended_at }),
      );
      expect(note.at).toBeLessThan(note.ended_at);
      break;
    default: {
      // Nobody is told what they did knowingly.
      if (note.kind === 'here') expect(onScreen.get(note.by)).not.toBe(note.session);
      const taker = placed.get(note.by);
      expect(record).toMatchObject({ outcome: 'interrupted', ended_by: note.by, ended_at: note.replaced_at });
      expect(taker?.at).toBe(note.replaced_at);
      expect(taker?.checkpoint.session_id).toBe(note.successor);
      expect([note.kind === 'there', taker?.checkpoint.device_id === note.device]).toEqual(
        note.kind === 'there' ? [true, true] : [false, false],
      );
    }
  }
}

/** All that a screen shows of the timer and of history. */
function visible({ timer, sessions }: Replay): unknown {
  const { slot } = timer;
  return [
    slot && [slot.session_id, slot.state, slot.ends_at, slot.remaining_time],
    sessions
      .filter(({ outcome }) => outcome !== 'void')
      .map(({ id, outcome, ended_at, active_time }) => [id, outcome, ended_at, active_time]),
  ];
}

test('NOTICE-11 whatever two devices do apart, each note is true, is told once, and only where something changed', () => {
  const heard = new Map<string, number>();
  fc.assert(
    fc.property(lives, (steps) => {
      live(steps, (note, side, before, now) => {
        heard.set(note.kind, (heard.get(note.kind) ?? 0) + 1);
        expectTrue(note, side, before);
        const { device } = side.screen;
        const own = side.set.filter(({ id, device_id }) => before.acts.has(id) || device_id === device);
        expect(visible(side.screen.shown())).not.toEqual(visible(replay(own, now)));
      });
    }),
    { numRuns: 1000 },
  );
  expect([...heard.keys()].toSorted()).toEqual(['here', 'late', 'revised', 'there']);
});
