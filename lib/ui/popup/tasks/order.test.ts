import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aTask } from '../../testing/fixtures.ts';
import { listTasks, placeAfter } from './order.ts';

describe('UI-10 listTasks', () => {
  it('orders open tasks by position and, where two are equal, the same way on every device', () => {
    const tasks = [
      aTask({ id: 'c', position: 'a1' }),
      aTask({ id: 'b', position: 'a1' }),
      aTask({ id: 'a', position: 'Zz' }),
    ];
    expect(listTasks(tasks).open.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('folds completed tasks away, the newest first, and hides deleted and put away ones', () => {
    const tasks = [
      aTask({ id: 'early', completed_at: 1 }),
      aTask({ id: 'late', completed_at: 2 }),
      aTask({ id: 'deleted', deleted_at: 3 }),
      aTask({ id: 'away', is_active: false }),
    ];
    const { open, done } = listTasks(tasks);
    expect(open).toEqual([]);
    expect(done.map(({ id }) => id)).toEqual(['late', 'early']);
  });
});

describe('UI-40 placeAfter', () => {
  const ids = ['a', 'b', 'c', 'd'];

  it.each([
    ['a', 1, 'b'],
    ['a', 2, 'c'],
    ['a', 9, 'd'],
    ['c', -1, 'a'],
    ['c', -2, null],
    ['d', -9, null],
    ['a', -1, undefined],
    ['d', 1, undefined],
    ['gone', 1, undefined],
  ])('moving %s by %i puts it behind %s', (id, steps, after) => {
    expect(placeAfter(ids, id, steps)).toBe(after);
  });

  it('a move by n places changes the place by n, within the list', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.integer({ min: -5, max: 5 }), (from, steps) => {
        const id = ids[from] ?? '';
        const after = placeAfter(ids, id, steps);
        if (after === undefined) return;
        const others = ids.filter((other) => other !== id);
        const to = after === null ? 0 : others.indexOf(after) + 1;
        expect(to).toBe(Math.max(0, Math.min(3, from + steps)));
      }),
    );
  });
});
