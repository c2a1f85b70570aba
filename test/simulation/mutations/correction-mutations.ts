import type { Mutation } from './mutation.ts';

const rows = 'lib/store/session-corrections.ts';
const merging = 'lib/store/merge.ts';

/** Rules about what people correct. */
export const correctionMutations: readonly Mutation[] = [
  {
    rule: 'what a person corrected no machine changes',
    file: 'lib/corrections/session-row.ts',
    from: 'stored && isByHand(stored) ? withCorrections(machine, stored) : machine',
    to: 'machine',
  },
  {
    rule: 'a corrected row says so to every replay',
    file: rows,
    from: 'rules: byHandRules + replayRules(machine),',
    to: 'rules: replayRules(machine),',
  },
  {
    rule: 'of two corrections of a field the later one stays',
    file: rows,
    from: 'return overAt > 0 && wins(overAt, editTime(base.edited ?? {}, field), over[field] === base[field]);',
    to: 'return overAt > 0;',
  },
  {
    rule: 'a correction that waits outlives a row from elsewhere',
    file: merging,
    from: "if (served.table === 'pomodoro_sessions' && mine.table === served.table) {",
    to: "if (served.table === 'pomodoro_sessions' && mine.table !== served.table) {",
  },
  {
    rule: 'what waits is sent with its correction',
    file: merging,
    from: 'return { change: { table: served.table, row }, isWaiting: hasTaken };',
    to: 'return { change: { table: served.table, row }, isWaiting: false };',
  },
  {
    rule: 'minutes that nobody corrected follow',
    file: rows,
    from: ': minutesWithin(end_time - start_time, pausedIn(machine));',
    to: ': machine.active_time;',
  },
  {
    rule: 'a deleted session is void',
    file: rows,
    from: "outcome: isDeleted ? 'void' : outcomeOf(machine, isEnded, completed),",
    to: 'outcome: outcomeOf(machine, isEnded, completed),',
  },
  {
    rule: 'what counts is what a person said',
    file: rows,
    from: 'const completed = isEnded && !isDeleted && (given.counts ?? machine.completed);',
    to: 'const completed = isEnded && !isDeleted && machine.completed;',
  },
  {
    rule: 'what was corrected ended stays ended',
    file: rows,
    from: "return outcome === 'skipped' || outcome === 'interrupted' ? outcome : 'stopped';",
    to: 'return outcome;',
  },
  {
    rule: 'corrections of an untrusted clock shift',
    file: 'lib/store/open-ledger.ts',
    from: "['pomodoro_checkpoints', 'pomodoro_sessions', 'tasks', 'users']",
    to: "['pomodoro_checkpoints', 'tasks', 'users']",
  },
  {
    rule: 'corrections go along with their times',
    file: 'lib/store/shift-instants.ts',
    from: '...(row.edited && { edited: all(row.edited) }),',
    to: '...(row.edited && { edited: {} }),',
  },
];
