// @vitest-environment happy-dom
import { act as flush, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installCatalogue } from '../testing/catalogue.ts';
import { afternoon, someTasks, type PageFixture } from '../testing/fixtures.ts';
import { openPopup, press } from './testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(cleanup);

describe('UI-7, UI-35, UI-36 the sync light', () => {
  it.each<[string, PageFixture]>([
    ['Synced', {}],
    ['Syncing…', { contact: { heard_at: null } }],
    ['Live updates are late', { contact: { is_late: true } }],
    ['Offline', { status: { link: 'offline' } }],
    ['Offline · 1 change waiting', { status: { link: 'offline' }, waiting: 1 }],
    ['Offline · 3 changes waiting', { status: { link: 'offline' }, waiting: 3 }],
    ['This browser only', { status: { link: 'signed-out', account: null } }],
    ['This browser only', { status: { link: 'signed-out', account: null, server: null } }],
    ['Sync problem · Details', { status: { link: 'problem' } }],
  ])('UI-7 says %s', (name, fixture) => {
    openPopup(fixture);
    expect(screen.getByRole('button', { name })).toBeTruthy();
  });

  it.each<[string, PageFixture, string]>([
    ['an old word of the server', { contact: { heard_at: afternoon - 35_000 } }, 'Last synced'],
    [
      'an old word of a late channel',
      { contact: { heard_at: afternoon - 35_000, is_late: true } },
      'Last synced',
    ],
    ['an old word, and no server now', { contact: { heard_at: 0 }, status: { link: 'offline' } }, 'Offline'],
  ])('UI-70 does not claim that all is synced on %s', (_what, fixture, says) => {
    openPopup(fixture);
    expect(screen.getByRole('button', { name: new RegExp(`^${says}`) })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Synced' })).toBeNull();
  });

  it('UI-36 says what becomes of changes while live updates are late', () => {
    openPopup({ contact: { is_late: true } });
    press('Live updates are late');
    expect(screen.getByRole('region', { name: 'Sync' }).textContent).toContain('every half minute');
  });

  it('UI-7 a short sync is not shown, a long one is', () => {
    vi.useFakeTimers();
    try {
      const { signals } = openPopup();
      void flush(() => {
        signals.status.value = { ...signals.status.value, link: 'syncing' };
      });
      void flush(() => void vi.advanceTimersByTime(500));
      expect(screen.getByRole('button', { name: 'Synced' })).toBeTruthy();
      void flush(() => void vi.advanceTimersByTime(500));
      expect(screen.getByRole('button', { name: 'Syncing…' })).toBeTruthy();
    } finally {
      vi.useRealTimers();
    }
  });

  it('UI-35 leads to what an account gives when signed out, whether there is a server or not', () => {
    const { pages } = openPopup({ status: { link: 'signed-out', account: null } });
    press('This browser only');
    expect(pages.options).toHaveBeenLastCalledWith('account');
    cleanup();
    const other = openPopup({ status: { link: 'signed-out', account: null, server: null } });
    press('This browser only');
    expect(other.pages.options).toHaveBeenLastCalledWith('account');
  });

  it('UI-36 tells what is wrong, what waits and what was refused, and tries again', () => {
    const { sent } = openPopup({
      status: {
        link: 'problem',
        problem: { reason: 'no_schema', detail: 'function public.sync does not exist' },
      },
      waiting: 2,
      setAside: [
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
    expect(panel.textContent).toContain('2 changes are not synced yet');
    expect(panel.textContent).toContain('Task “Read”Too long.');
    press('Sync now');
    expect(sent).toEqual([{ type: 'sync-now' }]);
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(screen.queryByRole('region', { name: 'Sync' })).toBeNull();
  });

  it.each([
    ['session_expired', 'Sign in again to sync'],
    ['device_removed', 'Browser removed · Sign in again'],
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
    press('Continue signing in');
    expect(pages.options).toHaveBeenLastCalledWith('account');
  });
});
