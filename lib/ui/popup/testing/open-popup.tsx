import { signal } from '@preact/signals';
import { fireEvent, render, screen } from '@testing-library/preact';
import { vi } from 'vitest';
import type { TimerView } from '../../../timer/view.ts';
import {
  afternoon,
  idleView,
  runningView,
  recordingActions,
  fixedSignals,
  type PageFixture,
} from '../../testing/fixtures.ts';
import type { PageSignals } from '../../page/signals.ts';
import type { Pages } from '../header.tsx';
import { LowerHalf } from '../lower-half.tsx';
import { Popup } from '../popup.tsx';

/** What reads and writes when it is asked to. */
type Asynchronous = 'localValue' | 'setLocalValue' | 'session' | 'sessionCount' | 'followHistory';

/** The whole popup as a person would find it; `sent` holds the commands that it sent, `announced` what it said. */
export function openPopup(
  fixture: PageFixture = {},
  more: Partial<Pick<PageSignals, Asynchronous>> = {},
  opens: Partial<Pages> = {},
  areAlerts = false,
) {
  const signals = { ...fixedSignals(fixture), ...more };
  const { actions: made, sent, announced } = recordingActions();
  const actions = { ...made, areAlerts };
  const pages = { options: vi.fn(), statistics: vi.fn(), ...opens };
  render(<Popup signals={signals} actions={actions} pages={pages} lowerHalf={signal(LowerHalf)} />);
  return { signals, actions, sent, announced, pages };
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
