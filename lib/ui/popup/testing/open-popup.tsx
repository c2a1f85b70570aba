import { signal } from '@preact/signals';
import { fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import type { TimerView } from '../../../timer/view.ts';
import {
  afternoon,
  idleView,
  runningView,
  stillActs,
  stillLive,
  type Still,
} from '../../testing/fixtures.ts';
import { PopupLower } from '../lower-half.tsx';
import { Popup } from '../popup.tsx';

/** The whole popup as a person would find it; `sent` holds the commands that it sent. */
export function openPopup(still: Still = {}) {
  const live = stillLive(still);
  const { acts, sent } = stillActs();
  const pages = { options: vi.fn() };
  render(<Popup live={live} acts={acts} pages={pages} lower={signal(PopupLower)} />);
  return { live, sent, pages };
}

export function press(name: string | RegExp) {
  fireEvent.click(screen.getByRole('button', { name }));
}

export const paused: TimerView = { ...runningView, state: 'paused', ends_at: null };
export const finished: TimerView = {
  ...idleView,
  state: 'finished',
  phase: 'short_break',
  ended_phase: 'work',
  session_id: 'session',
  ends_at: afternoon,
};
