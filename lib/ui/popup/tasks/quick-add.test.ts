import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestTitle, mostPomodoros, readQuickAdd } from './quick-add.ts';

describe('UI-9, UI-38 readQuickAdd', () => {
  it.each([
    ['Write report', { title: 'Write report', estimate: 1 }],
    ['Write report #3', { title: 'Write report', estimate: 3 }],
    ['  Write\n the   report  #12 ', { title: 'Write the report', estimate: 12 }],
    ['Fix #12 today', { title: 'Fix #12 today', estimate: 1 }],
    ['Fix #1234', { title: 'Fix #1234', estimate: 1 }],
    ['Fix #0', { title: 'Fix #0', estimate: 1 }],
    ['C#3', { title: 'C#3', estimate: 1 }],
    ['#3', { title: '#3', estimate: 1 }],
    ['تقرير #2', { title: 'تقرير', estimate: 2 }],
    ['レポート ＃3', { title: 'レポート', estimate: 3 }],
    ['レポート\u3000＃１２', { title: 'レポート', estimate: 12 }],
    ['レポート #３', { title: 'レポート', estimate: 3 }],
    ['報告 ﹟3', { title: '報告', estimate: 3 }],
    ['تقرير #٢', { title: 'تقرير', estimate: 2 }],
    ['रिपोर्ट #३', { title: 'रिपोर्ट', estimate: 3 }],
    ['レポート ＃０', { title: 'レポート ＃０', estimate: 1 }],
    ['第３章', { title: '第３章', estimate: 1 }],
    ['Write report @work #3', { title: 'Write report', estimate: 3, tags: ['work'] }],
    ['Write report #3 @work @deep', { title: 'Write report', estimate: 3, tags: ['work', 'deep'] }],
    ['@work Write #2 reports', { title: 'Write #2 reports', estimate: 1, tags: ['work'] }],
    ['レポート ＠仕事 ＃３', { title: 'レポート', estimate: 3, tags: ['仕事'] }],
    ['@home #3', { title: '@home', estimate: 3 }],
    ['#3 @home', { title: '#3', estimate: 1, tags: ['home'] }],
    ['', null],
    [' \t\n', null],
  ])('UI-9 UI-52 TAG-1 reads %j', (text, added) => {
    expect(readQuickAdd(text, true)).toEqual(added);
  });

  it('TAG-5 leaves tags in the title where the server keeps none', () => {
    expect(readQuickAdd('Write  @work #3', false)).toEqual({ title: 'Write @work', estimate: 3 });
    expect(readQuickAdd('Write #3 @work', false)).toEqual({ title: 'Write #3 @work', estimate: 1 });
  });

  it('UI-9 UI-38 makes a title and an estimate within bounds of whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1200 }), (text) => {
        fc.pre(text.trim() !== '');
        const added = readQuickAdd(text, true) ?? { title: '', estimate: 0 };
        expect(added.title.trim()).not.toBe('');
        expect(added.title.length).toBeLessThanOrEqual(longestTitle);
        expect(added.title.isWellFormed()).toBe(true);
        expect(added.estimate).toBeGreaterThanOrEqual(1);
        expect(added.estimate).toBeLessThanOrEqual(mostPomodoros);
      }),
    );
  });
});
