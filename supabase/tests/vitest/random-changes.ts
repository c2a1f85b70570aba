import fc from 'fast-check';
import type { Change } from './call-sync.ts';
import type { Person } from './people.ts';
import { checkpoint, plan, session } from './rows.ts';

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type Step = Of<typeof anyStep>;

/** One of only four rows, so that edits collide. The times of edits collide too. */
const place = fc.nat({ max: 3 });
const time = fc.constantFrom(null, '2026-01-01T00:00:00+00:00', '2026-02-01T00:00:00+00:00');
const edited = (fields: string[]) =>
  fc.dictionary(fc.constantFrom(...fields), fc.integer({ min: 1, max: 6 }), {
    maxKeys: 4,
    noNullPrototype: true,
  });

const fields = {
  description: fc.constantFrom(null, 'a', 'b'),
  completed_at: time,
  is_active: fc.boolean(),
  deleted_at: time,
  position: fc.constantFrom('a0', 'a1', 'Zz'),
  tags: fc.constantFrom('', 'home', 'home reading'),
};
const editedFields = edited(['title', 'estimated_pomodoros', ...Object.keys(fields)]);

const goodTask = fc.record({
  place,
  ...fields,
  title: fc.constantFrom('Read', 'Write', 'write'),
  estimated_pomodoros: fc.constantFrom(1, 2, 10),
  edited: editedFields,
});
const anyTask = fc.record(
  {
    place,
    ...fields,
    title: fc.constantFrom('', 'Read', 'Write', 'write'),
    estimated_pomodoros: fc.constantFrom(1, 2, 10, 1000),
    edited: editedFields,
    user_id: fc.constant('00000000-0000-4000-8000-000000000000'),
  },
  { requiredKeys: ['place', 'edited', 'position'] },
);
const preset = fc.constantFrom(null, plan, { ...plan, work_duration: 30 }, { ...plan, name: 'Mine' });
const settings = fc.record({
  settings: fc.record(
    { short: preset, mine: preset, daily_goal: fc.nat({ max: 9 }), auto_start_breaks: fc.boolean() },
    { requiredKeys: [] },
  ),
  edited: edited(['short', 'mine', 'daily_goal', 'auto_start_breaks']),
});
const sessionWrite = fc.record({
  place,
  task: place,
  session_type: fc.constantFrom('work', 'work', 'short_break', 'nap'),
  completed: fc.boolean(),
});
const act = fc.record({ place, remaining_time: fc.nat({ max: 5 }), broken: fc.boolean() });

/** Valid edits of the tables whose rows merge. */
export const mergingStep = fc.oneof(
  fc.tuple(fc.constant('tasks' as const), goodTask),
  fc.tuple(fc.constant('users' as const), settings),
);

/** Any writes. Some of them are refused. */
export const anyStep = fc.oneof(
  fc.tuple(fc.constant('tasks' as const), anyTask),
  fc.tuple(fc.constant('users' as const), settings),
  fc.tuple(fc.constant('pomodoro_sessions' as const), sessionWrite),
  fc.tuple(fc.constant('pomodoro_checkpoints' as const), act),
);

const at = '2026-01-01T00:00:00+00:00';

/** The change of a step. `ids` has the ids of the four rows. */
export function toChange([table, edit]: Step, person: Person, ids: string[]): Change {
  if (table === 'users')
    return { table, row: { id: person.id, pomodoro_settings: edit.settings, edited: edit.edited } };
  const { place: index, ...rest } = edit;
  const id = ids[index] ?? '';
  if (table === 'tasks') return { table, row: { id, created_at: at, ...rest } };
  if (table === 'pomodoro_sessions') {
    const outcome = edit.completed ? 'completed' : 'stopped';
    const { session_type, completed } = edit;
    const task_id = ids[edit.task] ?? null;
    return {
      table,
      row: session({ id, task_id, session_type, completed, outcome, start_time: at, end_time: at }),
    };
  }
  const { remaining_time, broken } = edit;
  const known = { id, session_id: id, device_id: id, timestamp: at, remaining_time };
  return { table, row: checkpoint({ ...known, plan: broken ? null : plan }) };
}
