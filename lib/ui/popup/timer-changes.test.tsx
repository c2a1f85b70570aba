// @vitest-environment happy-dom
import { act as flush, cleanup } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TimerView } from '../../timer/view.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { idleView, runningView } from '../testing/fixtures.ts';
import { finished, openPopup, paused } from './testing/open-popup.tsx';
import { changeOf } from './timer-changes.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const minute = 60_000;
const over: TimerView = { ...finished, ran_out: true };

describe('UI-13 for those who listen', () => {
  it('UI-13 a change is told once, and not how it was at the start', () => {
    const { signals, announced } = openPopup({ view: runningView });
    expect(announced).toEqual([]);
    for (const view of [over, { ...over, remaining: 0 }, { ...runningView, phase: 'short_break' as const }]) {
      void flush(() => {
        signals.view.value = view;
      });
    }
    expect(announced).toEqual(['Focus has finished.', 'Short break is running.']);
  });

  it.each<[string, TimerView, TimerView, string | null]>([
    ['a start', idleView, runningView, 'Focus is running.'],
    ['a pause', runningView, paused, 'Focus is paused.'],
    ['a second', runningView, { ...runningView, remaining: runningView.remaining - 1000 }, null],
    ['the end', runningView, over, 'Focus has finished.'],
    ['a skip', runningView, finished, 'Skipped. A short break is next.'],
    ['a skip that was taken back', finished, runningView, 'Focus is running.'],
    ['a stop', runningView, idleView, 'The timer is stopped.'],
    [
      'more time',
      runningView,
      { ...runningView, total: runningView.total + 5 * minute, remaining: 29 * minute + 33_000 },
      '5 minutes added, 29:33 left.',
    ],
  ])('UI-13 what is said after %s', (_, before, now, sentence) => {
    expect(changeOf(before, now)).toBe(sentence);
  });
});
