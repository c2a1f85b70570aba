import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { correctionColumns } from '../../corrections/may-correct.ts';
import type { Ledger } from '../../store/ledger.ts';

import { makeCheckpoint } from '../../timer/testing/make-checkpoint.ts';
import { freshLedger, session } from '../../store/testing/rows.ts';
import { knownColumnsKey } from '../../store/known-columns.ts';
import { readSnapshot } from '../snapshot.ts';
import { correctSessions } from './correct-sessions.ts';

const minute = 60_000;
const old = { id: 'old', start_time: Date.UTC(2026, 0, 1), end_time: Date.UTC(2026, 0, 1) + 25 * minute };

async function correcting(
  ledger: Ledger,
  corrections: Parameters<typeof correctSessions>[2],
  { owner = 'local', at = Date.UTC(2026, 1, 1) } = {},
) {
  return correctSessions(ledger, owner, corrections, await readSnapshot(ledger, owner, at));
}

test('CORRECT-10 all of the corrections are written, or none', async () => {
  const ledger = await freshLedger();
  await ledger.record([session(old)]);
  const good = { session: 'old', fields: { task_id: 'x' } };
  const bad = { session: 'gone', fields: { task_id: 'x' } };
  expect(await correcting(ledger, [good, bad])).toEqual({ ok: false, reason: 'session_unknown' });
  expect(await ledger.get('pomodoro_sessions', 'old')).toMatchObject({ task_id: null });
  expect(await correcting(ledger, [good])).toEqual({ ok: true });
  expect(await ledger.get('pomodoro_sessions', 'old')).toMatchObject({
    task_id: 'x',
    edited: { task_id: expect.any(Number) as number },
  });
});

test('CORRECT-2 a session that is not in the history yet is corrected as the replay has it', async () => {
  const ledger = await freshLedger();
  const base = Date.UTC(2026, 0, 1);
  const start = { ...makeCheckpoint({ type: 'start', session: 'A', at: 0 }), timestamp: base };
  await ledger.record([{ table: 'pomodoro_checkpoints', row: start }]);
  const corrections = [{ session: 'A', fields: { end_time: base + 20 * minute } }];
  expect(await correcting(ledger, corrections, { at: base + 10 * minute })).toEqual({
    ok: false,
    reason: 'session_open',
  });
  expect(await correcting(ledger, corrections)).toEqual({ ok: true });
  expect(await ledger.get('pomodoro_sessions', 'A')).toMatchObject({
    start_time: base,
    active_time: 20 * minute,
    completed: true,
  });
});

test('CORRECT-13 with a server that has no place for corrections they are refused, and nothing waits', async () => {
  const ledger = await freshLedger();
  await ledger.absorb([session(old)], { cursor: 1, epoch: 'e' });
  const corrections = [{ session: 'old', fields: { task_id: 'x' } }];
  const refused = { ok: false, reason: 'server_keeps_no_corrections' };
  expect(await correcting(ledger, corrections, { owner: 'ada' })).toEqual(refused);
  expect(await ledger.waitingCount()).toBe(0);
  await ledger.setLocalValue(knownColumnsKey, correctionColumns);
  expect(await correcting(ledger, corrections, { owner: 'ada' })).toEqual({ ok: true });
  expect(await ledger.waitingCount()).toBe(1);
});
