import type { Mutation } from './mutation.ts';

/** Rules of what a person says later of a session: for which task it is, when it began, and when they stopped. */
export const actMutations: readonly Mutation[] = [
  {
    rule: 'a session is for the task that it was given',
    file: 'lib/timer/replay.ts',
    from: 'open.task_id = checkpoint.task_id;',
    to: '',
  },
  {
    rule: 'a start is not moved over another session',
    file: 'lib/timer/replay-state.ts',
    from: 'Math.max(session.opened_at - by, session.free_from ?? -Infinity)',
    to: 'session.opened_at - by',
  },
];
