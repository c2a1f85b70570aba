// @vitest-environment happy-dom
import { act as flush, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { timeOfDay } from '../../kit/clock-text.ts';
import { installCatalogue } from '../../testing/catalogue.ts';
import { afternoon, openSlot, runningView } from '../../testing/fixtures.ts';
import { finished, openPopup, press } from '../testing/open-popup.tsx';
import { instantOfTime, timeText } from './instant-of-time.ts';

beforeAll(installCatalogue);
afterEach(cleanup);

const minute = 60_000;
const opener = 'Started earlier or stopped before?';

function openMoments(slot: Partial<typeof openSlot> = {}) {
  const opened = openPopup({ view: runningView, slot: { ...openSlot, ...slot } });
  fireEvent.click(screen.getByTitle(opener));
  return opened;
}

/** Presses a button, and lets what was promised happen. */
const pressed = (name: string) =>
  flush(async () => {
    press(name);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });

async function send(label: string, time: string, button: string) {
  fireEvent.input(screen.getByLabelText(label), { target: { value: time } });
  await flush(async () => {
    fireEvent.submit(screen.getByRole('button', { name: button }).closest('form')!);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  });
}

describe('UI-172 when it began', () => {
  it('UI-172 the time under the ring opens what moves the start back', async () => {
    const { sent } = openMoments();
    await pressed('5 min earlier');
    const { session_id: session, started_at } = openSlot;
    expect(sent).toEqual([{ type: 'backdate', session, start: started_at - 5 * minute }]);
    await pressed('Undo');
    expect(sent.at(-1)).toEqual({ type: 'backdate', session, start: started_at });
  });

  it('UI-172 or a time of day does', async () => {
    const { sent } = openMoments();
    const start = openSlot.started_at - 7 * minute;
    await send('I started at', timeText(start), 'Move the start');
    expect(sent).toMatchObject([{ type: 'backdate', start: Math.floor(start / minute) * minute }]);
  });

  it('UI-172 it offers what leaves a minute, and no time of another session', () => {
    openMoments({ free_from: openSlot.started_at - 12 * minute });
    expect(screen.queryByRole('button', { name: '10 min earlier' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '15 min earlier' })).toBeNull();
    cleanup();
    openMoments({ free_from: openSlot.started_at });
    expect(screen.getByText(/another session was there/)).toBeTruthy();
    cleanup();
    openMoments({ ends_at: afternoon + 5 * minute });
    expect(screen.queryByRole('button', { name: '5 min earlier' })).toBeNull();
  });

  it('UI-172 a break has no start to move', () => {
    openMoments({ session_type: 'short_break' });
    expect(screen.queryByLabelText('I started at')).toBeNull();
    expect(screen.getByLabelText('I stopped at')).toBeTruthy();
  });
});

describe('UI-173 when they stopped', () => {
  it('UI-173 a time of day ends it there, with an undo', async () => {
    const { sent } = openMoments();
    const { session_id: session } = openSlot;
    await send('I stopped at', timeText(afternoon - minute), 'Stop at that time');
    expect(sent).toEqual([{ type: 'stop-at', session, at: Math.floor(afternoon / minute - 1) * minute }]);
    await pressed('Undo');
    expect(sent.at(-1)).toEqual({ type: 'reopen', session, wasPast: true });
  });

  it('UI-173 in the minute of the last act that act is meant', async () => {
    const last_act_at = afternoon - 3 * minute + 20_000;
    const { sent } = openMoments({ last_act_at });
    await send('I stopped at', timeText(last_act_at), 'Stop at that time');
    expect(sent).toMatchObject([{ at: last_act_at }]);
  });

  it('UI-173 is there for what has ended, and where that is told', () => {
    const away = { phase: 'work', ended_at: afternoon - 60 * minute, followed: null } as const;
    openPopup({ view: finished, slot: { ...openSlot, state: 'completed' }, status: { away } });
    press('I stopped before…');
    expect(screen.getByLabelText('I stopped at')).toBeTruthy();
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(screen.queryByLabelText('I stopped at')).toBeNull();
  });
});

it.each([
  ['14:30', '14:30'],
  ['14:31', '14:31 the day before'],
  ['', 'no time'],
])('UI-173 the field “%s” at 14:30 is %s', (text, what) => {
  const now = new Date(2026, 10, 26, 14, 30).getTime();
  const at = instantOfTime(text, now);
  const day = at !== null && new Date(at).getDate() === 25 ? ' the day before' : '';
  expect(at === null ? 'no time' : timeText(at) + day).toBe(what);
  expect(at === null || timeOfDay(at).length > 0).toBe(true);
});
