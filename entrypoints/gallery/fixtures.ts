import { correctionColumns } from '../../lib/corrections/may-correct.ts';
import { aHistory, aSession } from '../../lib/statistics/testing/history.ts';
import type { Session } from '../../lib/store/rows.ts';
import { knownColumnsKey } from '../../lib/store/known-columns.ts';
import { checkpoint } from '../../lib/store/testing/rows.ts';
import {
  aReplay,
  aTask,
  afternoon,
  idleView,
  lateNotice,
  replacedNotice,
  revisedNotice,
  runningView,
  someTasks,
  type PageFixture,
} from '../../lib/ui/testing/fixtures.ts';

const minute = 60_000;

/** A focus session of 25 minutes. */
function endedAt(end: number, more: Partial<Session>): Session {
  return aSession({
    id: `ended-${end}`,
    task_id: null,
    start_time: end - 25 * minute,
    end_time: end,
    active_time: 25 * minute,
    ...more,
  });
}

const [report, ...others] = someTasks(
  ['Write the report', 4],
  ['Answer the reviewers', 2],
  ['Plan next week', 1],
);
const tasks = [aTask({ ...report, tags: 'work deep' }), ...others];
/** What the server keeps beyond every server. */
const local = { [knownColumnsKey]: [...correctionColumns, 'tasks.tags'] };
export const crowd: PageFixture = {
  local,
  tasks: [
    ...tasks,
    ...someTasks(['Read chapter 4', 3], ['Book the train', 1]).map((task) => ({
      ...task,
      id: `${task.id}-done`,
      completed_at: afternoon,
    })),
  ],
  history: [
    ...[0, 1].map((place) => endedAt(afternoon - 30 * place * minute, { task_id: 'task-0' })),
    ...[1, 2, 3, 4].map((day) => endedAt(afternoon - 24 * 60 * day * minute, {})),
  ],
  settings: { current_task: 'task-0', daily_goal: 120 },
};
export const running: PageFixture = { ...crowd, view: { ...runningView, task_id: 'task-0' } };
export const paused: PageFixture = {
  ...crowd,
  view: { ...runningView, task_id: 'task-0', state: 'paused', ends_at: null },
};
export const elsewhere: PageFixture = {
  ...running,
  view: { ...runningView, task_id: 'task-0', lead: 'there' },
};
export const finished: PageFixture = {
  ...crowd,
  view: {
    ...idleView,
    state: 'finished',
    phase: 'short_break',
    ended_phase: 'work',
    remaining: 5 * minute,
    total: 5 * minute,
    round: 2,
    task_id: 'task-0',
    session_id: 'session',
    ends_at: afternoon - 2 * minute,
  },
  // The newest of the history.
  sessions: aReplay()
    .sessions.slice(0, 1)
    .map((record) => ({
      ...record,
      id: `ended-${afternoon}`,
      task_id: 'task-0',
      started_at: afternoon - 25 * minute,
      active_time: 25 * minute,
      outcome: 'completed' as const,
      completed: true,
    })),
};
export const breakRuns: PageFixture = {
  ...crowd,
  view: {
    ...runningView,
    phase: 'short_break',
    remaining: 3 * minute + 7000,
    total: 5 * minute,
    ends_at: afternoon + 3 * minute + 7000,
  },
};
export const told: PageFixture = {
  ...elsewhere,
  ...aReplay({ slot: { session_id: 'successor', state: 'running' } }),
  status: { notes: [replacedNotice, lateNotice('a'), revisedNotice] },
};
/** A third preset, which is the person's own and the chosen one. */
export const ownPreset = {
  preset: 'own',
  presets: {
    short: { work_duration: 25, short_break: 5, long_break: 15, sessions_before_long_break: 4 },
    long: { work_duration: 50, short_break: 10, long_break: 30, sessions_before_long_break: 4 },
    own: {
      name: 'Deep work in the morning',
      work_duration: 180,
      short_break: 120,
      long_break: 180,
      sessions_before_long_break: 12,
    },
  },
};
export const longTitle =
  'Reconcile the quarterly figures with those of the subsidiaries and explain every difference';

export const statistics: PageFixture = {
  tasks: [...tasks, aTask({ id: 'talk', title: 'Prepare the talk' })],
  history: aHistory({
    sessions: 1400,
    until: afternoon,
    tasks: [...tasks.map(({ id }) => id), 'talk'],
    seed: 3,
    // Corrections are judged in whole milliseconds.
  }).map((row, place) => ({
    ...row,
    start_time: Math.floor(row.start_time),
    end_time: row.end_time === null ? null : Math.ceil(row.end_time),
    active_time: Math.round(row.active_time),
    ...(row.session_type === 'work' && place % 3 === 0 && { note: 'Second draft, the figures are missing' }),
  })),
  settings: { daily_goal: 120 },
  local,
};

/** Whose last focus is some weeks ago. */
export const emptyWeek: PageFixture = {
  ...statistics,
  history:
    statistics.history?.filter(({ start_time }) => start_time < afternoon - 30 * 24 * 60 * minute) ?? [],
};

/** Every day from morning to night, on tasks with any kind of title. */
export const crowdedWeek: PageFixture = {
  ...statistics,
  tasks: [
    ...tasks,
    ...Array.from({ length: 30 }, (_, place) =>
      aTask({ id: `crowd-${place}`, title: place % 3 === 0 ? `${longTitle} ${place}` : `*Errand* ${place}` }),
    ),
  ],
  history: Array.from({ length: 500 }, (_, place) =>
    endedAt(afternoon - place * 40 * minute, { task_id: `crowd-${place % 30}` }),
  ),
};

export const refusedRows: NonNullable<PageFixture['setAside']> = [
  {
    change: { table: 'tasks', row: aTask({ id: 'refused', title: longTitle }) },
    code: '23514',
    rule: 'tasks_title_check',
    reason: 'A title has 1 to 500 characters.',
    at: afternoon,
  },
  {
    change: checkpoint({ checkpoint_type: 'pause', timestamp: afternoon - 30 * minute }),
    code: '23514',
    reason: 'The server refused this row.',
    at: afternoon,
  },
];
