// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act as flush, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConflictNotice } from '../../engine/notices/conflict-notice.ts';
import type { SessionRecord, Slot } from '../../timer/timer.ts';
import { timeOfDay } from '../kit/clock-text.ts';
import { ConflictNotices } from './conflict-notices.tsx';
import type { Panel } from './popup.tsx';
import { installCatalogue } from '../testing/catalogue.ts';
import { AnnouncingPage } from '../kit/announcer.tsx';
import {
  aReplay,
  afternoon,
  lateNotice,
  replacedNotice,
  recordingActions,
  fixedSignals,
} from '../testing/fixtures.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

function show(notes: ConflictNotice[], replay: { slot?: Partial<Slot>; sessions?: SessionRecord[] } = {}) {
  const signals = fixedSignals({ status: { notes }, ...aReplay(replay) });
  const { actions, sent, announced } = recordingActions();
  const panel = signal<Panel>('tasks');
  render(
    <AnnouncingPage announcements={actions}>
      <ConflictNotices signals={signals} actions={actions} panel={panel} mustWait={false} />
    </AnnouncingPage>,
  );
  return { signals, sent, announced, panel };
}

const shown = () => screen.queryAllByRole('button', { name: 'Dismiss' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('NOTICE-15 the popup tells the newest, and the rest on request', () => {
  const notes = [lateNotice('c'), lateNotice('b'), lateNotice('a')];

  it('NOTICE-15 says nothing where there is nothing to tell', () => {
    const { announced } = show([]);
    expect(announced).toEqual([]);
    expect(shown()).toEqual([]);
  });

  it('NOTICE-15 several are folded into the newest', () => {
    const { panel } = show(notes);
    expect(shown()).toHaveLength(1);
    press('and 2 more');
    expect(shown()).toHaveLength(3);
    expect(panel.value).toBe('conflicts');
    press('Back to tasks');
    expect(shown()).toHaveLength(1);
    expect(panel.value).toBe('tasks');
  });

  it('NOTICE-15 each can be dismissed, and the tasks come back after the last', () => {
    const { signals, sent, panel } = show(notes);
    press('and 2 more');
    const second = screen.getAllByRole('button', { name: 'Dismiss' })[1];
    if (!second) throw new Error('There is no second one.');
    fireEvent.click(second);
    expect(sent).toEqual([{ type: 'dismiss-notice', id: 'b' }]);
    void flush(() => {
      signals.status.value = { ...signals.status.value, notes: [] };
    });
    expect(panel.value).toBe('tasks');
  });

  it('NOTICE-15 a form in the place of the tasks has all the room', () => {
    const { panel } = show(notes);
    void flush(() => {
      panel.value = 'presets';
    });
    expect(shown()).toEqual([]);
  });

  it('NOTICE-15 a new one is read out once, whatever the clock does meanwhile', () => {
    const { signals, announced } = show([]);
    void flush(() => {
      signals.status.value = { ...signals.status.value, notes: [replacedNotice] };
    });
    const sentence = `Your focus session was replaced by another one on Firefox · Linux (${timeOfDay(afternoon)}).`;
    expect(announced).toEqual([sentence]);
    void flush(() => {
      signals.now.value = afternoon + 24 * 3_600_000;
    });
    expect(announced).toEqual([sentence]);
  });
});

describe('NOTICE-14 the way back', () => {
  it('NOTICE-14 is offered while what took the place is not over', () => {
    const { sent } = show([replacedNotice], { slot: { session_id: 'successor', state: 'running' } });
    press('Switch back');
    expect(sent).toEqual([{ type: 'switch-back', session: 'replaced' }]);
  });

  it.each([
    ['it is over', { session_id: 'successor', state: 'completed' }],
    ['a third one has begun', { session_id: 'third', state: 'running' }],
  ] as const)('NOTICE-14 is not offered once %s', (_, slot) => {
    show([replacedNotice], { slot });
    expect(screen.queryByRole('button', { name: 'Switch back' })).toBeNull();
    expect(shown()).toHaveLength(1);
  });

  it('NOTICE-14 a session that has come back is not told of any more, nor one of another account', () => {
    show([replacedNotice, { ...lateNotice('a'), session: 'elsewhere' }], { sessions: [] });
    expect(shown()).toEqual([]);
  });
});
