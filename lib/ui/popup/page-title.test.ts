import { beforeAll, describe, expect, it } from 'vitest';
import type { TimerView } from '../../timer/view.ts';
import { installCatalogue } from '../testing/catalogue.ts';
import { idleView, runningView } from '../testing/fixtures.ts';
import { pageTitle } from './page-title.ts';

beforeAll(installCatalogue);

describe('UI-65 the title of the tab', () => {
  it.each<[string, TimerView]>([
    ['Baton', idleView],
    ['14:12 · Focus', runningView],
    ['14:12 · Focus paused', { ...runningView, state: 'paused' }],
    ['Focus finished', { ...idleView, state: 'finished', phase: 'short_break', ended_phase: 'work' }],
  ])('is “%s”', (title, view) => {
    expect(pageTitle(view)).toBe(title);
  });
});
