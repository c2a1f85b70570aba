// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { passLength, type Passes } from '../../focus/pass.ts';
import { readBlockedAddress } from '../../focus/blocked-address.ts';
import { BlockedPage } from './page.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { aTask, afternoon, runningView, fixedSignals, type PageFixture } from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const focusing: PageFixture = { view: runningView, settings: { focus_mode: true, sites: ['news.test'] } };

function openPage(fixture: PageFixture, address = 'https://sport.news.test/today', passes: Passes = {}) {
  const signals = fixedSignals(fixture);
  const environment = {
    target: readBlockedAddress(address),
    passes: signal(passes),
    machineNow: () => afternoon,
    allow: vi.fn(() => Promise.resolve()),
    openTarget: vi.fn(),
    options: '/options.html#focus',
  };
  render(<BlockedPage signals={signals} environment={environment} />);
  return { signals, environment };
}

const heading = () => screen.getByRole('heading').textContent;
const go = { name: 'Go to news.test' };

describe('FOCUS-5, FOCUS-6, FOCUS-8 the page in place of a site', () => {
  it('FOCUS-13 says which site, how long and for which task', () => {
    openPage({
      ...focusing,
      view: { ...runningView, task_id: 'task' },
      tasks: [aTask({ title: '<i>Write</i> the report' })],
    });
    expect(heading()).toBe('news.test is blocked');
    expect(screen.getByRole('timer').textContent).toBe('14:12');
    expect(screen.getByText('<i>Write</i> the report')).toBeTruthy();
    expect(screen.queryByRole('button', go)).toBeNull();
  });

  it('FOCUS-8 has a title with the site if that is on the list, and keeps its own if not', () => {
    document.title = 'Baton';
    openPage(focusing, 'https://evil.test/');
    expect(document.title).toBe('Baton');
    cleanup();
    openPage(focusing);
    expect(document.title).toBe('news.test · Baton');
  });

  it('FOCUS-6 gives a pass for the site of the list', () => {
    const { environment } = openPage(focusing);
    fireEvent.click(screen.getByRole('button', { name: 'Allow for 5 minutes' }));
    expect(environment.allow).toHaveBeenCalledExactlyOnceWith('news.test');
  });

  it.each<[string, PageFixture, string]>([
    ['paused', { ...focusing, view: { ...runningView, state: 'paused' } }, 'Focus is paused.'],
    ['over', { ...focusing, view: { ...runningView, phase: 'short_break' } }, 'Focus is over.'],
    [
      'switched off',
      { ...focusing, settings: { focus_mode: false, sites: ['news.test'] } },
      'Focus mode is switched off.',
    ],
  ])(
    'FOCUS-13 says that the site is open again, and leads there only by a click: %s',
    (_, fixture, reason) => {
      const { environment } = openPage(fixture);
      expect(heading()).toBe('news.test is open again');
      expect(screen.getByText(reason)).toBeTruthy();
      expect(environment.openTarget).not.toHaveBeenCalled();
      fireEvent.click(screen.getByRole('button', go));
      expect(environment.openTarget).toHaveBeenCalledOnce();
    },
  );

  it('FOCUS-6 leads on while a pass lasts', () => {
    openPage(focusing, undefined, { 'news.test': afternoon + passLength });
    expect(heading()).toBe('news.test is open again');
    expect(screen.getByText(/^Allowed until /)).toBeTruthy();
  });

  it('FOCUS-7 lets go of a site that is taken off the list meanwhile', async () => {
    const { signals } = openPage(focusing);
    signals.settings.value = { ...signals.settings.value, sites: [] };
    expect(await screen.findByText('It is no longer on your list.')).toBeTruthy();
    expect(screen.getByRole('button', go)).toBeTruthy();
  });

  it.each(['https://other.test/', 'javascript:alert(1)', 'https://news.test@other.test/', ''])(
    'FOCUS-8 leads nowhere when it was opened for %j',
    (address) => {
      openPage(focusing, address);
      expect(heading()).toBe('Nothing is blocked here');
      expect(screen.queryAllByRole('button')).toEqual([]);
      expect(screen.getAllByRole('link')).toHaveLength(1);
    },
  );
});
