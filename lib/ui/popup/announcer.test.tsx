// @vitest-environment happy-dom
import { act as flush, cleanup } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { runningView } from '../testing/fixtures.ts';
import { finished, openPopup } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-13 for those who listen', () => {
  it('a change of the phase is told once, and not how it was at the start', () => {
    const { signals } = openPopup({ view: runningView });
    const told = () => document.querySelector('p[role=status]')?.textContent;
    expect(told()).toBe('');
    void flush(() => {
      signals.view.value = finished;
    });
    expect(told()).toBe('Focus has finished.');
    void flush(() => {
      signals.view.value = { ...runningView, phase: 'short_break' };
    });
    expect(told()).toBe('Short break is running.');
  });
});
