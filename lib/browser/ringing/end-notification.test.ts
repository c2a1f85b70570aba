import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { TimerView } from '../../timer/view.ts';
import { installCatalogue } from '../../ui/testing/catalogue.ts';
import { idleView, runningView } from '../../ui/testing/fixtures.ts';
import {
  notificationCommand,
  createNotificationCloser,
  endedPhase,
  onEndNotification,
  showEndNotification,
} from './end-notification.ts';

const minute = 60_000;

const breakWaits: TimerView = {
  ...idleView,
  state: 'finished',
  phase: 'short_break',
  ended_phase: 'work',
  total: 5 * minute,
  session_id: 'focus',
  lead: 'here',
};
const breakRuns: TimerView = { ...runningView, phase: 'short_break', total: 5 * minute, session_id: 'break' };

const noNews = { task: null, goal: null };

async function shown(): Promise<string[]> {
  return Object.keys(await fakeBrowser.notifications.getAll());
}

beforeAll(installCatalogue);
beforeEach(() => {
  fakeBrowser.reset();
  // In tests it is the text `false`.
  vi.stubEnv('FIREFOX', '');
});

describe('RING-3 the notification', () => {
  test('RING-3 says what ended and what waits, and offers to start it or to go on for five minutes', async () => {
    const create = vi.spyOn(fakeBrowser.notifications, 'create');
    await showEndNotification(breakWaits, noNews);
    expect(create.mock.lastCall?.at(-1)).toMatchObject({
      title: 'Focus is over',
      message: 'Next: short break, 5 min',
      buttons: [{ title: 'Start short break' }, { title: '+5 min' }],
    });
  });

  test('RING-3 says what began by itself, and offers to skip it or to make it longer', async () => {
    const create = vi.spyOn(fakeBrowser.notifications, 'create');
    await showEndNotification(breakRuns, noNews);
    expect(create.mock.lastCall?.at(-1)).toMatchObject({
      title: 'Focus is over',
      message: 'The short break has begun: 5 min',
      buttons: [{ title: '+5 min' }, { title: 'Skip the short break' }],
    });
  });

  test('RING-10 names the task of the focus session, and says that the goal has been reached', async () => {
    const create = vi.spyOn(fakeBrowser.notifications, 'create');
    await showEndNotification(breakWaits, { task: 'Write the report', goal: 'Daily goal of 2 hr reached' });
    expect(create.mock.lastCall?.at(-1)).toMatchObject({
      title: 'Focus is over: Write the report',
      message: 'Daily goal of 2 hr reached\nNext: short break, 5 min',
    });
  });

  test('RING-3 knows which break came before a focus session that began by itself', () => {
    expect(endedPhase({ ...runningView, round: 1 })).toBe('long_break');
    expect(endedPhase({ ...runningView, round: 2 })).toBe('short_break');
    expect(endedPhase(breakRuns)).toBe('work');
  });
});

describe('RING-4 the notification goes once the timer has moved on', () => {
  test.each([
    ['the next phase was started', { ...breakRuns }],
    ['five more minutes were asked for', { ...runningView, session_id: 'focus', lead: 'here' }],
    ['the cycle was left alone for so long that it is over', idleView],
  ] as const)('RING-4 because %s', async (_, view) => {
    await showEndNotification(breakWaits, noNews);
    await createNotificationCloser()(view);
    expect(await shown()).toEqual([]);
  });

  test('RING-4 because another device continues what began by itself', async () => {
    await showEndNotification(breakRuns, noNews);
    await createNotificationCloser()({ ...breakRuns, lead: 'there' });
    expect(await shown()).toEqual([]);
  });

  test('RING-4 it stays while nothing has changed, also over a restart of the worker', async () => {
    await showEndNotification(breakRuns, noNews);
    const closeOld = createNotificationCloser();
    await closeOld(breakRuns);
    await closeOld({ ...breakRuns, remaining: minute });
    await createNotificationCloser()({ ...breakRuns, remaining: minute });
    expect(await shown()).toHaveLength(1);
  });

  test('RING-4 a later end replaces an earlier one', async () => {
    const closeOld = createNotificationCloser();
    await showEndNotification(breakWaits, noNews);
    const later = { ...breakWaits, session_id: 'other' };
    await closeOld(later);
    await showEndNotification(later, noNews);
    expect(await shown()).toHaveLength(1);
  });
});

describe('RING-5 a button does what it said, and nothing once that is no longer so', () => {
  test.each([
    ['start', 'focus', breakWaits, { type: 'start' }],
    ['more', 'focus', breakWaits, { type: 'extend', session: 'focus', minutes: 5 }],
    ['more', 'break', breakRuns, { type: 'extend', session: 'break', minutes: 5 }],
    ['skip', 'break', breakRuns, { type: 'skip', session: 'break' }],
    ['start', 'focus', breakRuns, null],
    ['start', 'break', breakRuns, null],
    ['skip', 'break', { ...breakWaits, session_id: 'break' }, null],
    ['more', 'focus', idleView, null],
  ] as const)('RING-5 %s on %s', (choice, session, view, command) => {
    expect(notificationCommand(choice, session, view)).toEqual(command);
  });

  test('RING-5 a click names the session that the notification was about, and takes it away', async () => {
    const heard: string[][] = [];
    onEndNotification((...choice) => heard.push(choice));
    await showEndNotification(breakWaits, noNews);
    const [id = ''] = await shown();
    await fakeBrowser.notifications.onButtonClicked.trigger(id, 1);
    await fakeBrowser.notifications.onClicked.trigger(id);
    expect(heard).toEqual([
      ['more', 'focus'],
      ['open', 'focus'],
    ]);
    expect(await shown()).toEqual([]);
  });
});
