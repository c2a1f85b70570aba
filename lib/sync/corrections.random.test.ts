import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctSessions } from '../engine/commands/correct-sessions.ts';
import { createHistoryKeeper } from '../engine/history/history-keeper.ts';
import { readSnapshot } from '../engine/snapshot.ts';
import type { CorrectedFields } from '../corrections/correction.ts';
import type { Session } from '../store/rows.ts';
import { makeCheckpoint } from '../timer/testing/make-checkpoint.ts';
import { replay } from '../timer/replay.ts';
import type { Checkpoint } from '../timer/checkpoint.ts';
import type { TestDevice } from './testing/test-device.ts';
import { createTestWorld } from './testing/test-world.ts';

const minute = 60_000;
const sessions = ['A', 'B', 'C'];

type Field =
  | 'task_id'
  | 'session_type'
  | 'start_time'
  | 'end_time'
  | 'active_time'
  | 'counts'
  | 'deleted'
  | 'note'
  | 'internal_interruptions';

interface Step {
  device: number;
  event: 'correct' | 'sync' | 'keep' | 'late act';
  session: number;
  field: Field;
  by: number;
}

const steps = fc.array(
  fc.record<Step>({
    device: fc.nat(2),
    event: fc.constantFrom('correct', 'correct', 'correct', 'sync', 'keep', 'late act'),
    session: fc.nat(2),
    field: fc.constantFrom(
      'task_id',
      'session_type',
      'start_time',
      'end_time',
      'active_time',
      'counts',
      'deleted',
      'note',
      'internal_interruptions',
    ),
    by: fc.integer({ min: -4, max: 4 }),
  }),
  { minLength: 5, maxLength: 40 },
);

/** Three sessions of 25 minutes with ten minutes between them. */
function firstActs(base: number): Checkpoint[] {
  return sessions.map((session, place) => ({
    ...makeCheckpoint({ type: 'start', session, at: 0 }),
    id: `start ${session}`,
    generation: place + 1,
    timestamp: base + place * 35 * minute,
  }));
}

/** Acts that another device made in time and that arrive late: the last session was paused, others were stopped. */
function lateAct(step: Step, place: number, base: number): Checkpoint {
  const session = sessions[step.session] ?? 'A';
  const type = (['pause', 'resume', 'stop'] as const)[place % 3] ?? 'pause';
  return {
    ...makeCheckpoint({ type, session, at: 0 }),
    id: `late ${place}`,
    generation: 10 + place,
    timestamp: base + step.session * 35 * minute + (8 + (place % 12)) * minute,
    remaining_time: (17 - (place % 12)) * minute,
  };
}

function fieldsOf({ field, by }: Step, row: Session, place: number): Partial<CorrectedFields> {
  switch (field) {
    case 'task_id':
      return { task_id: `task ${place}` };
    case 'session_type':
      return { session_type: by > 0 ? 'work' : 'short_break' };
    case 'start_time':
      return { start_time: row.start_time + by * minute + place };
    case 'end_time':
      return { end_time: (row.end_time ?? 0) + by * minute + place };
    case 'active_time':
      return { active_time: (6 + by) * minute + place };
    case 'counts':
      return { counts: by > 0 };
    case 'deleted':
      return { deleted: by > 0 };
    case 'internal_interruptions':
      return { internal_interruptions: by > 3 ? null : place };
    case 'note':
      return { note: by > 2 ? null : `note ${place}` };
  }
}

async function keep({ ledger, loop }: TestDevice, now: number): Promise<void> {
  if (!loop.isCurrent() || (await ledger.waitingCount('pomodoro_checkpoints')) > 0) return;
  const history = createHistoryKeeper({ ledger, owner: 'ada', record: (changes) => ledger.record(changes) });
  await history.keep(await readSnapshot(ledger, 'ada', now));
}

test('CORRECT-2 whatever three devices correct apart, in any order and beside the replay and late acts, the latest of each field is everywhere', async () => {
  let corrected = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = createTestWorld();
      const { time } = world;
      const base = time.now();
      const devices = await Promise.all([world.device(), world.device(), world.device()]);
      await devices[0]?.ledger.record(
        firstActs(base).map((row) => ({ table: 'pomodoro_checkpoints' as const, row })),
        'before',
      );
      time.pass(200 * minute);
      const settle = async () => {
        for (const device of devices) await device.loop.syncNow();
        for (const device of devices) await keep(device, time.now());
      };
      await settle();
      await settle();
      const wanted = new Map<string, Partial<CorrectedFields>>();
      for (const [place, step] of taken.entries()) {
        time.pass(1000);
        const device = devices[step.device];
        const session = sessions[step.session] ?? 'A';
        if (!device) continue;
        if (step.event === 'sync') await device.loop.syncNow();
        if (step.event === 'keep') await keep(device, time.now());
        if (step.event === 'late act') {
          await device.ledger.record(
            [{ table: 'pomodoro_checkpoints', row: lateAct(step, place, base) }],
            'before',
          );
        }
        const row = await device.ledger.get('pomodoro_sessions', session);
        if (step.event !== 'correct' || !row) continue;
        const fields = fieldsOf(step, row, place);
        const snapshot = await readSnapshot(device.ledger, 'ada', time.now());
        const before = JSON.stringify(row.edited);
        const answer = await correctSessions(device.ledger, 'ada', [{ session, fields }], snapshot);
        const after = await device.ledger.get('pomodoro_sessions', session);
        if (!answer.ok || JSON.stringify(after?.edited) === before) continue;
        corrected += 1;
        // Minutes that were corrected once follow a later correction of the start or the end.
        const moved = after?.edited?.['active_time'] === time.now() ? { active_time: after.active_time } : {};
        wanted.set(session, { ...wanted.get(session), ...fields, ...moved });
      }
      for (let round = 0; round < 4; round += 1) await settle();
      const [first, ...others] = await Promise.all(
        devices.map(({ ledger }) =>
          Promise.all([ledger.all('pomodoro_sessions'), ledger.all('pomodoro_checkpoints')]),
        ),
      );
      for (const other of others) expect(other).toEqual(first);
      const [rows = [], acts = []] = first ?? [];
      const records = new Map(replay(acts, time.now()).sessions.map((record) => [record.id, record]));
      for (const row of rows) {
        const { deleted, counts, ...values } = wanted.get(row.id) ?? {};
        const record = records.get(row.id);
        if (row.end_time === row.start_time) {
          const at = (field: string) => row.edited?.[field] ?? 0;
          const later = at('start_time') > at('end_time') ? values.start_time : values.end_time;
          expect(row.end_time).toBe(later);
          continue;
        }
        expect(row).toMatchObject(values);
        expect(typeof row.deleted_at === 'number').toBe(deleted ?? false);
        if (counts !== undefined) expect(row.counts).toBe(counts);
        if (deleted) expect(row).toMatchObject({ outcome: 'void', completed: false });
        else if (row.end_time !== null && row.outcome !== 'void') {
          expect(row.completed).toBe(counts ?? record?.completed);
        }
        if (values.active_time !== undefined || !record || record.ended_at === null || row.end_time === null)
          continue;
        const paused = record.ended_at - record.started_at - record.active_time;
        const span = row.end_time - row.start_time;
        expect(row.active_time).toBe(span > paused ? span - paused : span);
      }
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(corrected).toBeGreaterThan(100);
});
