import { describe, expect, it } from 'vitest';
import type { Task } from '../store/rows.ts';
import { taskRow } from '../store/testing/rows.ts';
import { hasTags, invertRetags, retagAll, tagCounts } from './retag.ts';

const tagged = (id: string, tags: string, more: Partial<Task> = {}): Task => taskRow({ id, tags, ...more });

const tasks = [
  tagged('a', 'home reading'),
  tagged('b', 'reading', { completed_at: 5 }),
  tagged('c', 'work', { deleted_at: 5 }),
  tagged('d', ''),
];

describe('TAG-13, TAG-14 one tag of all tasks', () => {
  it('TAG-13 counts the tasks of each, done and deleted ones too', () => {
    expect([...tagCounts(tasks)]).toEqual([
      ['home', 1],
      ['reading', 2],
      ['work', 1],
    ]);
  });

  it('TAG-14 gets another name in its place', () => {
    expect(retagAll(tasks, 'reading', 'books')).toEqual([
      { id: 'a', from: ['home', 'reading'], to: ['home', 'books'] },
      { id: 'b', from: ['reading'], to: ['books'] },
    ]);
  });

  it('TAG-14 becomes one with a tag that the task has already', () => {
    expect(retagAll(tasks, 'reading', 'home')).toEqual([
      { id: 'a', from: ['home', 'reading'], to: ['home'] },
      { id: 'b', from: ['reading'], to: ['home'] },
    ]);
  });

  it('TAG-14 goes away', () => {
    expect(retagAll(tasks, 'work', null)).toEqual([{ id: 'c', from: ['work'], to: [] }]);
  });

  it('TAG-15 is given back what it was', () => {
    const retags = retagAll(tasks, 'reading', 'home');
    expect(invertRetags(invertRetags(retags))).toEqual(retags);
    expect(hasTags(tagged('a', 'home reading'), invertRetags(retags)[0]?.to ?? [])).toBe(true);
  });
});
