// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../messages/command.ts';
import type { TimerView } from '../../timer/view.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { idleView, runningView, someTasks } from '../testing/fixtures.ts';
import { finished, openPopup, paused, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-4, UI-34 the buttons of the timer', () => {
  it.each<[string, TimerView, string, Command]>([
    ['idle', idleView, 'Start', { type: 'start' }],
    ['running', runningView, 'Pause', { type: 'pause', session: 'session' }],
    ['paused', paused, 'Resume', { type: 'resume', session: 'session' }],
    ['finished', finished, 'Start short break', { type: 'start' }],
    ['running', runningView, 'Stop', { type: 'stop', session: 'session' }],
    ['running', runningView, 'Skip to the next phase', { type: 'skip', session: 'session' }],
    ['paused', paused, '+5 min', { type: 'extend', session: 'session', minutes: 5 }],
    ['finished', finished, 'Skip the break and start focus', { type: 'start', phase: 'work' }],
  ])('UI-4 when %s it offers what can be done: $2', (_, view, name, command) => {
    const { sent } = openPopup({ view });
    press(name);
    expect(sent).toEqual([command]);
  });

  it('UI-4 offers no stop, skip or extension when nothing runs', () => {
    openPopup({ view: finished });
    for (const name of ['Stop', 'Skip to the next phase', '+5 min']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('UI-34 the second click of a double click does not take back the first', () => {
    const { sent } = openPopup();
    fireEvent.click(screen.getByRole('button', { name: 'Start' }), { detail: 2 });
    expect(sent).toEqual([]);
  });

  it('UI-34 a command that is under way is not sent twice', () => {
    const { sent } = openPopup();
    press('Start');
    press('Start');
    expect(sent).toHaveLength(1);
  });
});

describe('UI-99, UI-100 where the focus is', () => {
  it.each([
    ['Stop', idleView],
    ['Skip to the next phase', finished],
  ])('UI-99 after “%s” it is on the primary button', async (name, after) => {
    const { signals } = openPopup({ view: runningView });
    screen.getByRole('button', { name }).focus();
    press(name);
    await act(() => {
      signals.view.value = after;
    });
    await vi.waitFor(() => expect(document.activeElement?.className).toBe('primary'));
  });

  it.each([
    [runningView, 'Focus, 14:12 left, running'],
    [paused, 'Focus, 14:12 left, paused'],
    [idleView, 'Focus, 25:00, not started'],
    [finished, 'Short break, 25:00, not started'],
  ])('UI-100 what stands there beside the button describes it, and does not tick', async (view, words) => {
    const { signals } = openPopup({ view });
    const described = () => document.activeElement?.getAttribute('aria-description');
    expect(described()).toBe(words);
    await act(() => {
      signals.view.value = { ...view, remaining: view.remaining - 1000 };
    });
    expect(described()).toBe(words);
  });
});

it('UI-61 takes the focus that the browser took away, until a key has moved it', () => {
  openPopup();
  const again = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.dispatchEvent(new Event('focus'));
    return document.activeElement;
  };
  expect(again()?.className).toBe('primary');
  // Tab leads out of the popup of Firefox's toolbar, and back to its beginning.
  fireEvent.keyDown(document.body, { key: 'Tab' });
  expect(again()).toBe(document.body);
});

it('UI-154 where the first focus is not heard, the button and what describes it are announced', () => {
  expect(openPopup({ view: runningView }).announced).toEqual([]);
  cleanup();
  const { announced } = openPopup({ view: runningView }, {}, {}, true);
  expect(announced).toEqual(['Pause', 'Focus, 14:12 left, running']);
});

describe('UI-92 taking back a stop or a skip', () => {
  it.each([
    ['Stop', 'Stopped'],
    ['Skip to the next phase', 'Skipped'],
  ])('UI-92 after “%s” the bar says “%s”, and offers Undo', async (name, said) => {
    const { sent } = openPopup({ view: runningView });
    press(name);
    expect(await screen.findByText(said)).toBeTruthy();
    press('Undo');
    expect(sent.at(-1)).toEqual({ type: 'reopen', session: 'session' });
    expect(screen.queryByText(said)).toBeNull();
  });

  it('UI-92 the offer goes when something else is pressed, and that of a task stays', async () => {
    const { signals } = openPopup({ view: runningView, tasks: someTasks(['Write', 1]) });
    press('Stop');
    expect(await screen.findByText('Stopped')).toBeTruthy();
    await act(() => {
      signals.view.value = idleView;
    });
    press('Start');
    await vi.waitFor(() => expect(screen.queryByText('Stopped')).toBeNull());
    press('Delete “Write”');
    expect(await screen.findByText('Deleted “Write”')).toBeTruthy();
    fireEvent.keyDown(document.body, { key: ' ' });
    await act(() => Promise.resolve());
    expect(screen.getByText('Deleted “Write”')).toBeTruthy();
  });
});
