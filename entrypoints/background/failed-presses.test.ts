import { expect, test } from 'vitest';
import type { FailedPress } from '../../lib/messages/failed-press.ts';
import { createFailedPresses } from './failed-presses.ts';

function setUp() {
  const state: { kept: FailedPress | null; painted: (string | null)[] } = { kept: null, painted: [] };
  const failedPresses = createFailedPresses({
    now: () => 42,
    read: () => Promise.resolve(state.kept),
    write: (next) => Promise.resolve(void (state.kept = next)),
    repaint: () => Promise.resolve(void state.painted.push(state.kept?.reason ?? null)),
  });
  return { state, failedPresses };
}

test('TOOLBAR-9 a failed press is kept and painted until somebody has read it', async () => {
  const { state, failedPresses } = setUp();
  await failedPresses.answered({ ok: false, reason: 'unexpected', detail: 'Error: odd' });
  expect(state.kept).toEqual({ reason: 'unexpected', detail: 'Error: odd', at: 42 });
  await failedPresses.answered({ ok: false, reason: 'storage_full' });
  expect(state.kept).toEqual({ reason: 'storage_full', at: 42 });
  await failedPresses.forget();
  expect(state.painted).toEqual(['unexpected', 'storage_full', null]);
});

test('TOOLBAR-10 a press that works takes the mark away, and paints nothing if there is none', async () => {
  const { state, failedPresses } = setUp();
  await failedPresses.answered({ ok: true });
  await failedPresses.forget();
  expect(state.painted).toEqual([]);
  await failedPresses.answered({ ok: false, reason: 'storage_full' });
  await failedPresses.answered({ ok: true });
  expect(state.painted).toEqual(['storage_full', null]);
});

test.each(['already_paused', 'nothing_runs', 'another_session'] as const)(
  'TOOLBAR-11 a press that the timer refuses sets no mark and takes none away: %s',
  async (reason) => {
    const { state, failedPresses } = setUp();
    await failedPresses.answered({ ok: false, reason });
    expect(state).toEqual({ kept: null, painted: [] });
    await failedPresses.answered({ ok: false, reason: 'storage_full' });
    await failedPresses.answered({ ok: false, reason });
    expect(state.painted).toEqual(['storage_full']);
  },
);
