import { expect, test } from 'vitest';
import { taskRow } from '../../store/testing/rows.ts';
import { tagTotals } from './tag-totals.ts';

const of = (task_id: string | null, focus: number, pomodoros = 1) => ({
  task_id,
  total: { focus, pomodoros },
});

test('TAG-9 a task with two tags counts for both, and what has no tag comes last', () => {
  const tasks = [
    taskRow({ id: 'a', tags: 'home reading' }),
    taskRow({ id: 'b', tags: 'Home', deleted_at: 5 }),
    taskRow({ id: 'c', tags: '' }),
    taskRow({ id: 'd', tags: 'admin' }),
  ];
  const totals = [of(null, 90), of('gone', 50), of('c', 40), of('a', 30), of('b', 20, 2), of('d', 30)];
  const before = structuredClone(totals);
  expect(tagTotals(totals, tasks)).toEqual([
    { tag: 'home', total: { focus: 50, pomodoros: 3 } },
    { tag: 'admin', total: { focus: 30, pomodoros: 1 } },
    { tag: 'reading', total: { focus: 30, pomodoros: 1 } },
    { tag: null, total: { focus: 180, pomodoros: 3 } },
  ]);
  expect(totals).toEqual(before);
});

test('TAG-9 where nothing has a tag there are no lines', () => {
  expect(tagTotals([of(null, 90), of('a', 30)], [taskRow({ id: 'a' })])).toEqual([]);
  expect(tagTotals([], [taskRow({ id: 'a', tags: 'home' })])).toEqual([]);
});
