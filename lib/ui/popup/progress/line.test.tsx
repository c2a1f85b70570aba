// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { packHistory, type PackedHistory } from '../../../statistics/packed-history.ts';
import { aSession } from '../../../statistics/testing/history.ts';
import type { Session } from '../../../store/rows.ts';
import { rulesVersion } from '../../../timer/replay.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon } from '../../testing/fixtures.ts';
import { openPopup, press } from '../testing/open-popup.tsx';

beforeAll(installCatalogue);
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

const minute = 60_000;

function focus(end: number): Session {
  return aSession({ id: `f${end}`, start_time: end - 25 * minute, end_time: end, active_time: 25 * minute });
}

const daysAgo = (days: number) => focus(new Date(2026, 2, 12 - days, 12).getTime());

describe('UI-66 how today goes', () => {
  it.each<[string, number, Session[]]>([
    ['Today 25 min', 0, [daysAgo(0)]],
    ['Today 0 min · 2-day streak', 0, [daysAgo(1), daysAgo(2)]],
    ['Today 25 min of 2 hr · 5-day streak', 120, [0, 1, 2, 3, 4].map(daysAgo)],
    ['Goal reached: 25 min', 25, [daysAgo(0)]],
  ])('says “%s”', async (text, daily_goal, history) => {
    openPopup({ history, settings: { daily_goal } });
    await vi.waitFor(() => expect(screen.getByText(text)).toBeTruthy());
  });

  it('leads to the statistics, and says nothing before there is a history', async () => {
    const { pages } = openPopup({ history: [daysAgo(0)] });
    await vi.waitFor(() => expect(screen.getByText('Today 25 min')).toBeTruthy());
    press('Today 25 min');
    expect(pages.statistics).toHaveBeenCalledOnce();
    cleanup();
    openPopup();
    await act(() => Promise.resolve());
    expect(document.querySelector('.progress-line')?.textContent).toBe('');
  });

  it('announces that the goal has been reached', async () => {
    const { signals, announced } = openPopup({ history: [daysAgo(0)], settings: { daily_goal: 50 } });
    await vi.waitFor(() => expect(screen.getByText('Today 25 min of 50 min')).toBeTruthy());
    expect(announced).toEqual([]);
    await act(() => {
      const record = {
        id: 'new',
        task_id: null,
        session_type: 'work' as const,
        round_number: 1,
        preset_type: 'short',
        started_at: afternoon - 25 * minute,
        ended_at: afternoon,
        active_time: 25 * minute,
        outcome: 'completed' as const,
        completed: true,
        device_id: 'here',
        lead: 'here',
        ended_by: null,
        rules: 1,
      };
      signals.replayed.value = { ...signals.replayed.value, sessions: [record] };
    });
    expect(announced).toEqual(['Goal reached: 50 min']);
  });
});

describe('UI-67, STATS-26 without reading every row', () => {
  /** Opens the popup over what an earlier visit packed. */
  async function openOver(packed: PackedHistory | undefined, rows: number) {
    const followHistory = vi.fn(() => Promise.resolve());
    const setLocalValue = vi.fn(() => Promise.resolve());
    openPopup(
      { history: [daysAgo(0)] },
      {
        localValue: <T,>() => Promise.resolve(packed as T | undefined),
        sessionCount: () => Promise.resolve(rows),
        followHistory,
        setLocalValue,
      },
    );
    await vi.waitFor(() => expect(screen.getByText('Today 25 min')).toBeTruthy());
    return { reads: followHistory.mock.calls.length, keeps: setLocalValue.mock.calls.length };
  }
  const packed = packHistory([daysAgo(0)], [], rulesVersion);

  it('takes what was packed if it has every row', async () => {
    expect(await openOver(packed, 1)).toEqual({ reads: 0, keeps: 0 });
  });

  it.each([
    ['nothing was packed', undefined],
    ['rows came by an import or a sync', packHistory([], [], rulesVersion)],
    ['other rules packed it', { ...packed, rules: rulesVersion - 1 }],
    ['a previous version packed it', { ...packed, rows: undefined } as unknown as PackedHistory],
  ])('STATS-26 reads the rows and packs them if %s', async (_, before) => {
    expect(await openOver(before, 1)).toEqual({ reads: 1, keeps: 1 });
  });
});
