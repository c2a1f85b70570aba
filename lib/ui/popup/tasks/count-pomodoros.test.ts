import { describe, expect, it } from 'vitest';
import { rulesVersion } from '../../../timer/replay.ts';
import { countPomodoros, makeStoredCount } from './count-pomodoros.ts';

const stored = { id: 's1', task_id: 'report', session_type: 'work', completed: true } as const;
const replayed = stored;

describe('UI-11 countPomodoros', () => {
  it('counts a session once, however many know of it', () => {
    expect(countPomodoros([stored], [replayed]).get('report')).toBe(1);
  });

  it('believes the replay rather than a row that it has overtaken', () => {
    const paused = { ...replayed, completed: false };
    expect(countPomodoros([stored], [paused]).get('report')).toBeUndefined();
  });

  it('believes a row that newer rules wrote rather than the replay', () => {
    const newer = { ...stored, rules: rulesVersion + 1 };
    expect(countPomodoros([newer], [{ ...replayed, completed: false }]).get('report')).toBe(1);
    expect(countPomodoros([{ ...newer, completed: false }], [replayed]).get('report')).toBeUndefined();
  });

  it('remembers sessions that the replay has forgotten', () => {
    expect(countPomodoros([stored, { ...stored, id: 's0' }], []).get('report')).toBe(2);
  });

  it('leaves out breaks, what was not completed and what was for no task', () => {
    const counts = countPomodoros(
      [
        { ...stored, id: 'a', session_type: 'short_break' },
        { ...stored, id: 'b', completed: false },
        { ...stored, id: 'c', task_id: null },
      ],
      [{ ...replayed, id: 'd', completed: false }],
    );
    expect([...counts]).toEqual([]);
  });
});

describe('UI-41 what was counted before', () => {
  it('UI-41 comes to the same as counting the rows, whatever the replay has learnt or forgotten since', () => {
    const rows = ['s0', 's1', 's2'].map((id) => ({ ...stored, id }));
    const { counts, recent } = makeStoredCount(['report', 'talk'], rows, [replayed]);
    expect(counts).toEqual({ report: 2, talk: 0 });
    expect(recent.map(({ id }) => id)).toEqual(['s1']);
    const fresh = { ...replayed, id: 's3' };
    const taken = { ...replayed, completed: false };
    for (const now of [[], [replayed], [replayed, fresh], [taken]])
      expect(countPomodoros(recent, now, counts).get('report')).toBe(countPomodoros(rows, now).get('report'));
  });
});
