// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render as draw } from 'preact';
import { act as settle, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../messages/command.ts';
import type { TimerView } from '../../timer/view.ts';
import { reasonText } from '../page/reason-text.ts';
import { PopupLower } from './lower-half.tsx';
import { Popup } from './popup.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { afternoon, idleView, runningView, someTasks, stillActs, stillLive } from '../testing/fixtures.ts';
import type { Still } from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

function openPopup(still: Still = {}) {
  const live = stillLive(still);
  const { acts, sent } = stillActs();
  const pages = { options: vi.fn() };
  render(<Popup live={live} acts={acts} pages={pages} lower={signal(PopupLower)} />);
  return { live, sent, pages };
}

function press(name: string | RegExp) {
  fireEvent.click(screen.getByRole('button', { name }));
}

const paused: TimerView = { ...runningView, state: 'paused', ends_at: null };
const finished: TimerView = {
  ...idleView,
  state: 'finished',
  phase: 'short_break',
  ended_phase: 'work',
  session_id: 'session',
  ends_at: afternoon,
};

describe('UI-1, UI-4 the timer', () => {
  it('UI-1 shows what is left, the phase and the round', () => {
    openPopup({ view: runningView });
    expect(screen.getByRole('timer').textContent).toBe('14:12');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Focus');
    expect(screen.getByRole('img', { name: 'Round 2 of 4' })).toBeTruthy();
  });

  it('UI-1 shows the title of the task that the session is for', () => {
    openPopup({
      view: { ...runningView, task_id: 'task-0' },
      tasks: someTasks(['Write the report', 1]),
    });
    expect(screen.getByText('Write the report', { selector: '.current' })).toBeTruthy();
  });

  it('UI-1 says so when the task is not there any more', () => {
    openPopup({ view: { ...runningView, task_id: 'gone' } });
    expect(screen.getByText('Deleted task')).toBeTruthy();
  });

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

  it('UI-4 the second click of a double click does not take back the first', () => {
    const { sent } = openPopup();
    fireEvent.click(screen.getByRole('button', { name: 'Start' }), { detail: 2 });
    expect(sent).toEqual([]);
  });

  it('UI-4 a command that is under way is not sent twice', () => {
    const { sent } = openPopup();
    press('Start');
    press('Start');
    expect(sent).toHaveLength(1);
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

  it('is heard from the first picture on, and Escape as soon as there is something to close', async () => {
    const { acts, sent } = stillActs();
    const live = stillLive({ view: runningView });
    const popup = <Popup live={live} acts={acts} pages={{ options: vi.fn() }} lower={signal(PopupLower)} />;
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

describe('UI-6 the lead', () => {
  it('says which device leads, and takes over on request', () => {
    const { sent } = openPopup({ view: { ...runningView, lead: 'there' } });
    expect(screen.getByText('Started on Firefox · Linux')).toBeTruthy();
    press('Continue here');
    expect(sent).toEqual([{ type: 'handoff', session: 'session' }]);
  });

  it('calls a device that it has not heard of another device', () => {
    openPopup({ view: { ...paused, lead: 'new' } });
    expect(screen.getByText('Started on another device')).toBeTruthy();
  });

  it('is silent when this browser leads, and when nothing runs', () => {
    const { live } = openPopup({ view: runningView });
    expect(screen.queryByText(/Started on/)).toBeNull();
    void settle(() => {
      live.view.value = { ...finished, lead: 'there' };
    });
    expect(screen.queryByText(/Started on/)).toBeNull();
  });
});

describe('UI-7 the sync light', () => {
  it.each<[string, Still]>([
    ['Synced', {}],
    ['Offline', { status: { link: 'offline' } }],
    ['Offline · 1 change waiting', { status: { link: 'offline' }, waiting: 1 }],
    ['Offline · 3 changes waiting', { status: { link: 'offline' }, waiting: 3 }],
    ['Sign in to sync', { status: { link: 'signed-out', account: null } }],
    ['Connect a server to sync', { status: { link: 'signed-out', account: null, server: null } }],
    ['Sync problem · Details', { status: { link: 'problem' } }],
  ])('says %s', (name, still) => {
    openPopup(still);
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it('a short sync is no news, a long one is', () => {
    vi.useFakeTimers();
    try {
      const { live } = openPopup();
      void settle(() => {
        live.status.value = { ...live.status.value, link: 'syncing' };
      });
      void settle(() => void vi.advanceTimersByTime(500));
      expect(screen.getByRole('button', { name: 'Synced' })).toBeTruthy();
      void settle(() => void vi.advanceTimersByTime(500));
      expect(screen.getByRole('button', { name: 'Syncing…' })).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('leads to the account when signed out, and to the server when there is none', () => {
    const { pages } = openPopup({ status: { link: 'signed-out', account: null } });
    press('Sign in to sync');
    expect(pages.options).toHaveBeenLastCalledWith('account');
    cleanup();
    const other = openPopup({ status: { link: 'signed-out', account: null, server: null } });
    press('Connect a server to sync');
    expect(other.pages.options).toHaveBeenLastCalledWith('server');
  });

  it('tells what is wrong, what waits and what was refused, and tries again', () => {
    const { sent } = openPopup({
      status: {
        link: 'problem',
        problem: { reason: 'no_schema', detail: 'function public.sync does not exist' },
      },
      waiting: 2,
      aside: [
        {
          change: { table: 'tasks', row: { ...someTasks(['Read', 1])[0]!, title: 'Read' } },
          code: '23514',
          reason: 'Too long.',
          at: afternoon,
        },
      ],
    });
    press('Sync problem · Details');
    const panel = screen.getByRole('region', { name: 'Sync' });
    expect(panel.textContent).toContain('tables are not set up');
    expect(panel.textContent).toContain('function public.sync does not exist');
    expect(panel.textContent).toContain('2 changes wait on this browser');
    expect(panel.textContent).toContain('Task “Read”Too long.');
    press('Sync now');
    expect(sent).toEqual([{ type: 'sync-now' }]);
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(screen.queryByRole('region', { name: 'Sync' })).toBeNull();
  });

  it.each([
    ['session_expired', 'Sign in again to sync'],
    ['device_removed', 'Removed elsewhere · Sign in again'],
    ['account_deleted', 'Account deleted · Details'],
  ])('ACCOUNT-10 where only a person can help (%s) one click leads there', (reason, name) => {
    const { pages } = openPopup({ status: { link: 'problem', problem: { reason, detail: '' } } });
    press(name);
    expect(pages.options).toHaveBeenLastCalledWith('account');
    expect(screen.queryByRole('region', { name: 'Sync' })).toBeNull();
  });

  it('ACCOUNT-9 leads to the question that a sign-in waits for', () => {
    const { pages } = openPopup({
      status: { account: null, link: 'signed-out', joining: { id: 'ada', email: 'ada@example.org' } },
    });
    press('Finish signing in');
    expect(pages.options).toHaveBeenLastCalledWith('account');
  });
});

describe('UI-8 presets', () => {
  it('shows each with its numbers, and chooses for the next start', () => {
    const { sent } = openPopup();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Short 25/5/15' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: 'Long 50/10/30' }));
    expect(sent).toEqual([{ type: 'set-preferences', preferences: { preset: 'long' } }]);
  });

  it('edits the chosen one in the place of the tasks', () => {
    const { sent } = openPopup();
    press('Edit presets');
    fireEvent.input(screen.getByRole('spinbutton', { name: /^Focus/ }), { target: { value: '30' } });
    press('Save');
    expect(sent).toEqual([
      {
        type: 'edit-preset',
        key: 'short',
        preset: { work_duration: 30, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
      },
    ]);
  });

  it.each([
    ['Focus', '0', 'Choose 1 to 180 minutes.'],
    ['Focus', '181', 'Choose 1 to 180 minutes.'],
    ['Short break', '2.5', 'Choose 1 to 180 minutes.'],
    ['Long break', '', 'Choose 1 to 180 minutes.'],
    ['Rounds before it', '13', 'Choose 1 to 12 rounds.'],
  ])('sends nothing while %s is %j', (label, value, sentence) => {
    const { sent } = openPopup();
    press('Edit presets');
    const field = screen.getByRole('spinbutton', { name: new RegExp(`^${label}`) });
    fireEvent.input(field, { target: { value } });
    press('Save');
    expect(sent).toEqual([]);
    expect(screen.getByText(sentence).getAttribute('role')).toBe('alert');
    expect(field.getAttribute('aria-invalid')).toBe('true');
  });

  it('makes a named one and chooses it', async () => {
    const { sent } = openPopup();
    press('Edit presets');
    press('New preset');
    press('Save');
    expect(screen.getByText('Give it a name.')).toBeTruthy();
    fireEvent.input(screen.getByRole('textbox', { name: 'Name' }), { target: { value: ' Deep ' } });
    press('Save');
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toMatchObject({ type: 'edit-preset', key: 'new-id', preset: { name: 'Deep' } });
    expect(sent[1]).toEqual({ type: 'set-preferences', preferences: { preset: 'new-id' } });
  });

  it('deletes own ones only', () => {
    const presets = { own: { ...stillLive().settings.value.presets['short']!, name: 'Mine' } };
    const { sent } = openPopup({ settings: { preset: 'own', presets } });
    press('Edit presets');
    press('Delete preset');
    expect(sent).toEqual([{ type: 'edit-preset', key: 'own', preset: null }]);
    cleanup();
    openPopup();
    press('Edit presets');
    expect(screen.queryByRole('button', { name: 'Delete preset' })).toBeNull();
  });
});

describe('UI-15 when something does not work', () => {
  it.each<[string, Still]>([
    [
      'Nothing can be saved',
      { status: { link: 'problem', problem: { reason: 'storage_full', detail: '' } } },
    ],
    ['The store cannot be read', { isBroken: true }],
  ])('warns for as long as it lasts: %s', (title, still) => {
    openPopup(still);
    expect(screen.getByText(title).closest('[role=alert]')).toBeTruthy();
  });

  it('a refusal is one sentence, with what came with it, until it is dismissed', async () => {
    const live = stillLive({ view: runningView });
    const { acts } = stillActs({ ok: false, reason: 'already_ended', detail: 'Laptop, 10:20' });
    render(<Popup live={live} acts={acts} pages={{ options: () => {} }} lower={signal(PopupLower)} />);
    press('Pause');
    const sentence = await screen.findByText('This session has already ended.');
    expect(sentence.closest('[role=alert]')).toBeTruthy();
    expect(screen.getByText('Laptop, 10:20')).toBeTruthy();
    press('Dismiss');
    expect(screen.queryByText('This session has already ended.')).toBeNull();
  });

  it('a reason of a newer background has a sentence too', () => {
    expect(reasonText('what_is_this')).toBe('Something unexpected went wrong. Try again.');
  });
});

describe('UI-13 for those who listen', () => {
  it('a change of the phase is told once, and not how it was at the start', () => {
    const { live } = openPopup({ view: runningView });
    const told = () => document.querySelector('p[role=status]')?.textContent;
    expect(told()).toBe('');
    void settle(() => {
      live.view.value = finished;
    });
    expect(told()).toBe('Focus has finished.');
    void settle(() => {
      live.view.value = { ...runningView, phase: 'short_break' };
    });
    expect(told()).toBe('Short break is running.');
  });
});
