// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SetAsideRow } from '../../store/ledger.ts';
import type { Change } from '../../store/rows.ts';
import { checkpoint, device, session, task, user } from '../../store/testing/rows.ts';
import { SetAsideList } from './list.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { afternoon, recordingActions } from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const refused = (change: Change): SetAsideRow => ({
  change,
  code: '23514',
  reason: 'Too long.',
  at: afternoon,
});
const at = new Date(afternoon).setHours(10, 42);

function show(...changes: Change[]) {
  const { actions, sent } = recordingActions();
  const copy = vi.fn(() => Promise.resolve());
  render(<SetAsideList setAside={changes.map(refused)} now={afternoon} actions={actions} copy={copy} />);
  return { sent, copy };
}

describe('ACCOUNT-6 changes that the server refused', () => {
  it.each<[string, Change]>([
    ['Task “Write the report”', task()],
    ['Settings', user()],
    ['Pause (10:42 AM)', checkpoint({ checkpoint_type: 'pause', timestamp: at })],
    ['Automatic start (10:42 AM)', checkpoint({ checkpoint_type: 'begin', timestamp: at })],
    ['Timer event (10:42 AM)', checkpoint({ checkpoint_type: 'of tomorrow', timestamp: at })],
    ['Stop (Mar 11, 2026, 10:42 AM)', checkpoint({ checkpoint_type: 'stop', timestamp: at - 86_400_000 })],
    ['In the history: Focus, 10:42 AM', session({ start_time: at })],
    ["This browser's name", device()],
  ])('are called what they are: %s', (name, change) => {
    show(change);
    const row = screen.getByRole('listitem');
    expect(row.textContent?.replaceAll('\u202f', ' ')).toContain(`${name}Too long.`);
  });

  it('come with the reason in the language of the person, or else in that of the server', () => {
    const { actions } = recordingActions();
    const known = { ...refused(task({ id: 'a' })), rule: 'tasks_title_check' };
    const setAside = [known, refused(task({ id: 'b' }))];
    render(
      <SetAsideList setAside={setAside} now={afternoon} actions={actions} copy={() => Promise.resolve()} />,
    );
    const [ours, theirs] = document.querySelectorAll('li small');
    expect(ours?.outerHTML).toBe('<small>A title must have 1 to 500 characters.</small>');
    expect(theirs?.outerHTML).toBe('<small lang="en">Too long.</small>');
  });

  it('wait again on request', () => {
    const { sent } = show(task({ id: 'a' }), checkpoint({ id: 'b' }));
    const [, second] = screen.getAllByRole('listitem');
    fireEvent.click(within(second!).getByRole('button', { name: 'Try again' }));
    expect(sent).toEqual([{ type: 'retry-aside', table: 'pomodoro_checkpoints', id: 'b' }]);
  });

  it('are discarded only after a second question', () => {
    const { sent } = show(task());
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByText(/^Discard it for good\?/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(sent).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    fireEvent.click(screen.getByRole('button', { name: 'Discard for good' }));
    expect(sent).toEqual([{ type: 'discard-aside', table: 'tasks', id: 'task' }]);
  });

  it('can be copied whole, with the reason', async () => {
    const { copy } = show(task());
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('Copied')).toBeTruthy();
    expect(JSON.parse(String(copy.mock.calls.flat()[0]))).toMatchObject({
      table: 'tasks',
      row: { title: 'Write the report' },
      refused: { code: '23514', reason: 'Too long.' },
    });
  });

  it('keep the focus near when the row that had it goes', () => {
    const { actions } = recordingActions();
    const environment = { now: afternoon, actions, copy: () => Promise.resolve() };
    const both = [task({ id: 'a' }), checkpoint({ id: 'b' })].map(refused);
    const { rerender } = render(<SetAsideList setAside={both} {...environment} />);
    screen.getAllByRole('button', { name: 'Try again' })[0]?.focus();
    rerender(<SetAsideList setAside={both.slice(1)} {...environment} />);
    expect(document.activeElement?.textContent).toMatch(/^The server refused 1 change/);
  });

  it('take no room where there are none', () => {
    show();
    expect(document.body.textContent).toBe('');
  });
});
