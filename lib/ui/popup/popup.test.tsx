// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render as draw } from 'preact';
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import {
  aReplay,
  afternoon,
  lateNotice,
  runningView,
  someTasks,
  recordingActions,
  fixedSignals,
  type PageFixture,
} from '../testing/fixtures.ts';
import { LowerHalf } from './lower-half.tsx';
import { Popup } from './popup.tsx';
import { openPopup, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-1, UI-28 the timer', () => {
  it('UI-1 UI-28 shows what is left, the phase and the round', () => {
    openPopup({ view: runningView });
    expect(screen.getByRole('timer').textContent).toBe('14:12');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Focus');
    expect(screen.getByRole('img', { name: 'Round 2 of 4' })).toBeTruthy();
  });

  it('UI-28 shows the title of the task that the session is for', () => {
    openPopup({
      view: { ...runningView, task_id: 'task-0' },
      tasks: someTasks(['Write the report', 1]),
    });
    expect(screen.getByText('Write the report', { selector: '.current' })).toBeTruthy();
  });

  it('UI-28 says so when the task is not there any more', () => {
    openPopup({ view: { ...runningView, task_id: 'gone' } });
    expect(screen.getByText('Deleted task')).toBeTruthy();
  });
});

describe('UI-61 the focus when the popup opens', () => {
  it.each<[string, PageFixture]>([
    ['for the first time', {}],
    ['later', { view: runningView, tasks: someTasks(['Write', 2]) }],
  ])('is on the primary button: %s', (_, fixture) => {
    openPopup(fixture);
    expect(document.activeElement?.className).toBe('primary');
  });
});

describe('UI-60 what stands above the tasks', () => {
  const away = { phase: 'work', ended_at: afternoon, followed: null } as const;
  const problem = { reason: 'storage_full', detail: '' } as const;
  const told = { ...aReplay(), tasks: someTasks(['Write', 2]) };
  const shown = () => ['.banner', '.away', '.notes'].filter((one) => document.querySelector(one));

  it.each<[string, PageFixture['status'], string[]]>([
    ['nothing', {}, []],
    ['another device', { notes: [lateNotice('a')] }, ['.notes']],
    ['an end while away first', { away, notes: [lateNotice('a')] }, ['.away']],
    ['a fault before both', { away, notes: [lateNotice('a')], problem, link: 'problem' }, ['.banner']],
  ])('is %s', (_, status, expected) => {
    openPopup({ ...told, status: status ?? {} });
    expect(shown()).toEqual(expected);
    expect(document.querySelector('main')?.dataset['tight']).toBe(String(expected.length > 0));
  });

  it('gives way to a panel, for which the timer is smaller too', () => {
    openPopup({ ...told, status: { away } });
    press('Edit presets');
    expect(shown()).toEqual([]);
    expect(document.querySelector('main')?.dataset['tight']).toBe('true');
  });
});

describe('UI-5 the space bar', () => {
  it('does what the big button does', () => {
    const { sent } = openPopup({ view: runningView });
    fireEvent.keyDown(document.body, { key: ' ' });
    expect(sent).toEqual([{ type: 'pause', session: 'session' }]);
  });

  it.each(['textbox', 'radio', 'button'] as const)('belongs to a %s that has the focus', (role) => {
    const { sent } = openPopup({ view: runningView });
    const [control] = screen.getAllByRole(role);
    fireEvent.keyDown(control!, { key: ' ' });
    expect(sent).toEqual([]);
  });

  it('is heard from the first paint on, and Escape as soon as there is something to close', async () => {
    const { actions, sent } = recordingActions();
    const signals = fixedSignals({ view: runningView });
    const popup = (
      <Popup signals={signals} actions={actions} pages={{ options: vi.fn() }} lowerHalf={signal(LowerHalf)} />
    );
    const turn = async () => {
      for (let next = 0; next < 10; next += 1) await Promise.resolve();
    };
    // Not drawn by the library, which waits for what follows a picture.
    draw(popup, document.body);
    try {
      document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }));
      expect(sent).toEqual([{ type: 'pause', session: 'session' }]);
      screen.getByRole('button', { name: 'Edit presets' }).click();
      await turn();
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
      await turn();
      expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    } finally {
      draw(null, document.body);
    }
  });

  it('counts once while it is held down', () => {
    const { sent } = openPopup();
    fireEvent.keyDown(document.body, { key: ' ', repeat: true });
    expect(sent).toEqual([]);
  });
});

describe('UI-81 while the timer is not known', () => {
  it.each<[string, PageFixture]>([
    ['nothing was read yet', { isKnown: false }],
    ['nothing can be read', { brokenBy: { ok: false, reason: 'unexpected' } }],
  ])('there is no time and nothing to do to it: %s', (_why, fixture) => {
    const { sent } = openPopup(fixture);
    expect(screen.queryByRole('timer')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.queryByRole('textbox')).toBeNull();
    fireEvent.keyDown(document.body, { key: ' ' });
    expect(sent).toEqual([]);
  });

  it('the popup says why, and tries again on a press', () => {
    const { signals } = openPopup({ brokenBy: { ok: false, reason: 'no_store' } });
    const readAgain = vi.spyOn(signals, 'readAgain');
    expect(screen.getByText(/never remember history/)).toBeTruthy();
    press('Try again');
    expect(readAgain).toHaveBeenCalledOnce();
  });
});
