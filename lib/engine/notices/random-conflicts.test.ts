import fc from 'fast-check';
import { expect, test } from 'vitest';
import { act, type TimerCommand } from '../../timer/act.ts';
import { dueAutoStart } from '../../timer/auto-start.ts';
import type { Checkpoint } from '../../timer/checkpoint.ts';
import { replayOrder } from '../../timer/replay-order.ts';
import { replay, type Replay } from '../../timer/replay.ts';
import { readSettings } from '../../timer/settings.ts';
import { minutes } from '../../timer/testing/make-checkpoint.ts';
import { createScreen, type Screen } from '../testing/screen.ts';
import type { ConflictNotice } from './conflict-notice.ts';
import { withDismissed } from './seen-updates.ts';

interface Step {
  device: 0 | 1;
  does: TimerCommand['type'] | 'wait' | 'meet' | 'read';
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
  'retask',
  'wait',
  'meet',
  'read',
] as const;

/** What two devices do that meet now and then. Each knows its own acts, and those that it got when they met. */
const stories = fc.array(
  fc.record<Step>({
    device: fc.constantFrom(0, 1),
    // Two of them have to cross, which chance alone brings about too seldom.
    does: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...does) },
      { weight: 1, arbitrary: fc.constant('retask') },
    ),
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

/** What a screen showed and knew before. */
interface Before {
  shown: Replay;
  acts: ReadonlySet<string>;
  /** The session that was on the screen where an act was made, by the act's id. */
  onScreen: ReadonlyMap<string, string>;
}

/** Plays the steps. `onNotice` gets each notice as it is told, with what there was before. */
function play(
  steps: readonly Step[],
  onNotice: (notice: ConflictNotice, side: Side, before: Before, now: number) => void,
) {
  const sides: Side[] = ['d0', 'd1'].map((device) => ({ screen: createScreen(device), set: [], told: [] }));
  const onScreen = new Map<string, string>();
  let now = 0;
  let ids = 0;

  function show(side: Side): void {
    const due = dueAutoStart(replay(side.set, now).timer, settings, {
      now,
      device: side.screen.device,
      isClockTrusted: true,
      lastActive: now,
      derive: (name, kind) => `${kind}:${name}`,
    });
    if (due && !side.set.some(({ id }) => id === due.id)) side.set.push(due);
    const before = { shown: side.screen.shown(), acts: new Set(side.screen.seen?.acts), onScreen };
    for (const notice of side.screen.show(side.set, now / minutes)) {
      onNotice(notice, side, before, now);
      side.told.push(notice.id);
    }
  }

  /** Lets time pass. Each device settles when the phase that it knows of ends. */
  function pass(until: number): void {
    for (;;) {
      const due = sides.flatMap((side) => {
        const { slot } = replay(side.set, now).timer;
        return slot?.state === 'running' && slot.ends_at !== null ? [{ side, at: slot.ends_at }] : [];
      });
      const [next] = due.toSorted((one, other) => one.at - other.at);
      if (!next || next.at > until) break;
      now = next.at;
      show(next.side);
    }
    now = until;
  }

  for (const side of sides) show(side);
  for (const { device, does, after } of steps) {
    pass(now + after * 1000);
    const [mine, other] = device === 0 ? sides : sides.toReversed();
    if (!mine || !other) return;
    if (does === 'meet') {
      const all = [...new Map([...mine.set, ...other.set].map((one) => [one.id, one])).values()];
      [mine.set, other.set] = [all, [...all]];
      show(mine);
      show(other);
      continue;
    }
    show(mine);
    const { seen } = mine.screen;
    if (does === 'wait' || !seen) continue;
    if (does === 'read') {
      const [id] = seen.notes.map((notice) => notice.id);
      if (id !== undefined) mine.screen.seen = withDismissed(seen, { id });
      continue;
    }
    const { timer } = replay(mine.set, now);
    const session = timer.slot?.session_id ?? '';
    const command: TimerCommand =
      does === 'start'
        ? { type: does }
        : does === 'extend'
          ? { type: does, session, by: minutes }
          : does === 'retask'
            ? { type: does, session, task: `t${ids}` }
            : { type: does as 'pause', session };
    ids += 1;
    const actor = { now, device: mine.screen.device, id: `c${ids}`, session: `s${ids}`, lastActive: now };
    const acted = act(command, timer, settings, actor);
    if (acted.ok) {
      mine.set.push(acted.checkpoint);
      onScreen.set(acted.checkpoint.id, session);
    }
    show(mine);
  }
}

function expectTrue(notice: ConflictNotice, { screen, set, told }: Side, { shown, onScreen }: Before): void {
  expect(told).not.toContain(notice.id);
  const placed = new Map(replayOrder(set).map((one) => [one.checkpoint.id, one]));
  const { sessions, ineffective } = screen.shown();
  const by = placed.get(notice.id);
  const record = sessions.find(({ id }) => id === notice.session);
  expect(by?.at).toBe(notice.at);
  expect(by?.checkpoint.device_id).toBe(notice.device);
  expect(notice.device).not.toBe(screen.device);
  expect(record?.session_type).toBe(notice.phase);
  switch (notice.kind) {
    case 'late': {
      expect(ineffective).not.toContain(notice.id);
      const ineffectiveActs = set.filter(({ id }) => ineffective.includes(id));
      expect(ineffectiveActs).toContainEqual(
        expect.objectContaining({
          device_id: screen.device,
          session_id: notice.session,
          checkpoint_type: notice.mine.type === 'retask' ? 'extend' : notice.mine.type,
        }),
      );
      expect(notice.at).toBeLessThanOrEqual(notice.mine.at);
      break;
    }
    case 'revised':
      expect(ineffective).not.toContain(notice.id);
      expect(shown.sessions).toContainEqual(
        expect.objectContaining({ id: notice.session, ended_at: notice.ended_at }),
      );
      expect(notice.at).toBeLessThan(notice.ended_at);
      break;
    case 'retasked': {
      expect(ineffective).not.toContain(notice.id);
      expect(record?.task_id).toBe(by?.checkpoint.task_id);
      expect(set).toContainEqual(
        expect.objectContaining({ device_id: screen.device, session_id: notice.session, added_time: 0 }),
      );
      break;
    }
    default: {
      // Nobody is told what they did knowingly.
      if (notice.kind === 'here') expect(onScreen.get(notice.by)).not.toBe(notice.session);
      const taker = placed.get(notice.by);
      expect(record).toMatchObject({
        outcome: 'interrupted',
        ended_by: notice.by,
        ended_at: notice.replaced_at,
      });
      expect(taker?.at).toBe(notice.replaced_at);
      expect(taker?.checkpoint.session_id).toBe(notice.successor);
      expect([notice.kind === 'there', taker?.checkpoint.device_id === notice.device]).toEqual(
        notice.kind === 'there' ? [true, true] : [false, false],
      );
    }
  }
}

/** All that a screen shows of the timer and of history. */
function visible({ timer, sessions }: Replay): unknown {
  const { slot } = timer;
  return [
    slot && [slot.session_id, slot.state, slot.ends_at, slot.remaining_time, slot.task_id],
    sessions
      .filter(({ outcome }) => outcome !== 'void')
      .map(({ id, outcome, ended_at, active_time, task_id }) => [
        id,
        outcome,
        ended_at,
        active_time,
        task_id,
      ]),
  ];
}

test('NOTICE-11 whatever two devices do apart, each notice is true, is told once, and only where something changed', () => {
  const counts = new Map<string, number>();
  fc.assert(
    fc.property(stories, (steps) => {
      play(steps, (notice, side, before, now) => {
        counts.set(notice.kind, (counts.get(notice.kind) ?? 0) + 1);
        expectTrue(notice, side, before);
        const { device } = side.screen;
        const own = side.set.filter(({ id, device_id }) => before.acts.has(id) || device_id === device);
        expect(visible(side.screen.shown())).not.toEqual(visible(replay(own, now)));
      });
    }),
    { numRuns: 1000 },
  );
  expect([...counts.keys()].toSorted()).toEqual(['here', 'late', 'retasked', 'revised', 'there']);
});
