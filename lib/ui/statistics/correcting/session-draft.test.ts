import { expect, test } from 'vitest';
import { offsetOf } from '../../../statistics/testing/zone.ts';
import { changedFields, draftOf, type DraftedSession, type SessionDraft } from './session-draft.ts';

const at = (text: string) => Date.parse(text);

const session: DraftedSession = {
  phase: 'work',
  task_id: null,
  start: at('2026-10-25T00:10:20Z'),
  end: at('2026-10-25T01:10:50Z'),
  active: at('2026-10-25T01:10:50Z') - at('2026-10-25T00:10:20Z'),
  isCompleted: true,
  note: null,
  interruptions: null,
};
/** Clocks go back at 1:00 UTC: the session began and ended at ten past two. */
const offsetAt = offsetOf('Europe/Berlin');
const others = [{ from: at('2026-10-24T23:30Z'), to: at('2026-10-25T00:05:40Z') }];

function fieldsOf(change: Partial<SessionDraft>) {
  const first = draftOf(session, offsetAt);
  return changedFields({ ...first, ...change }, { session, first, others, offsetAt });
}

test('STATS-33 in the night in which clocks go back nothing changes that nobody touched', () => {
  const { start, end } = draftOf(session, offsetAt);
  expect([start, end]).toEqual(['2026-10-25T02:10', '2026-10-25T02:10']);
  expect(fieldsOf({})).toEqual({ fields: {}, unreadable: null });
  expect(fieldsOf({ counts: false }).fields).toEqual({ counts: false });
});

test('STATS-33 each of two times that come twice stays on its side of the change', () => {
  expect(fieldsOf({ start: '2026-10-25T02:12' }).fields).toEqual({ start_time: at('2026-10-25T00:12Z') });
  expect(fieldsOf({ end: '2026-10-25T02:12' }).fields).toEqual({ end_time: at('2026-10-25T01:12Z') });
});

test('STATS-39 a start in the minute in which another session ends follows it', () => {
  expect(fieldsOf({ start: '2026-10-25T02:05' }).fields).toEqual({ start_time: at('2026-10-25T00:05:40Z') });
  expect(fieldsOf({ start: '2026-10-25T02:06' }).fields).toEqual({ start_time: at('2026-10-25T00:06Z') });
});

test('STATS-39 as many minutes as it shows are all of its time, fewer are as written', () => {
  const active = (minutes: string) => fieldsOf({ minutes }).fields.active_time;
  expect([active('61'), active('60')]).toEqual([session.active, 60 * 60_000]);
  expect(active('')).toBeNaN();
  expect(fieldsOf({ end: '' }).unreadable).toBe('end_time');
});
