import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Task, User } from '../../store/rows.ts';
import { currentTask } from '../../timer/current-task.ts';
import { readSettings } from '../../timer/settings.ts';
import { dispatch, type CommandOf } from './command-map.ts';
import type { TaskCommands } from './commands.ts';
import type { Edit } from './edit-settings.ts';
import { taskEdits, type TaskState } from './edit-tasks.ts';
import { inListOrder } from './task-order.ts';

type TaskCommand = CommandOf<TaskCommands>;

const editTasks = (command: TaskCommand, state: TaskState): Edit => dispatch(taskEdits, command, state);

const user: User = { id: 'u', email: null, username: null, pomodoro_settings: {}, edited: {} };

interface Rows {
  tasks: Task[];
  user: User;
}

function write(rows: Rows, changes: Change[]): Rows {
  let { tasks, user: owner } = rows;
  for (const change of changes) {
    if (change.table === 'tasks') tasks = [...tasks.filter(({ id }) => id !== change.row.id), change.row];
    if (change.table === 'users') owner = change.row;
  }
  return { tasks, user: owner };
}

function after(commands: TaskCommand[]): Rows {
  let rows: Rows = { tasks: [], user };
  for (const [index, command] of commands.entries()) {
    const edit = editTasks(command, { ...rows, now: 1000 + index, mayTag: true, id: `t${index}` });
    if (!edit.ok) throw new Error(edit.reason);
    rows = write(rows, edit.changes);
  }
  return rows;
}

const add = (title: string): TaskCommand & { type: 'add-task' } => ({ type: 'add-task', title, estimate: 1 });
const titles = (rows: Rows): string[] => inListOrder(rows.tasks).map(({ title }) => title);

test('TASK-1 tasks stand in the order in which they were added, and the first one is current', () => {
  const rows = after([add('a'), add('b'), add('c')]);
  expect(titles(rows)).toEqual(['a', 'b', 'c']);
  expect(rows.user.pomodoro_settings.current_task).toBe('t0');
});

test.each<[string, TaskCommand, string]>([
  ['an empty title', add('   '), 'bad_title'],
  ['a title of 501 characters', add('x'.repeat(501)), 'bad_title'],
  ['a title with NUL', add('a\0b'), 'bad_title'],
  ['half a pomodoro', { type: 'add-task', title: 'a', estimate: 0.5 }, 'bad_estimate'],
  ['a hundred pomodoros', { type: 'add-task', title: 'a', estimate: 100 }, 'bad_estimate'],
  ['a task that is not there', { type: 'complete-task', id: 'gone', done: true }, 'unknown_task'],
])('TASK-2 %s is refused with a reason', (_name, command, reason) => {
  expect(editTasks(command, { tasks: [], user, now: 1, mayTag: true, id: 'x' })).toEqual({
    ok: false,
    reason,
  });
});

test('TASK-3 an edit stamps the fields that it changes and no others', () => {
  const { tasks } = after([add('a'), { type: 'edit-task', id: 't0', title: 'b', estimate: 1 }]);
  expect(tasks[0]).toMatchObject({ title: 'b', edited: { title: 1001 } });
  expect(Object.keys(tasks[0]?.edited ?? {})).toEqual(['title']);
});

test('TASK-3 a description can be written, changed and removed', () => {
  const describe = (description: string | null): TaskCommand => ({
    type: 'edit-task',
    id: 't0',
    description,
  });
  const written = after([add('a'), describe('b')]);
  expect(written.tasks[0]).toMatchObject({ title: 'a', description: 'b' });
  expect(written.tasks[0]?.edited).toEqual({ description: 1001 });
  const kept = after([add('a'), describe('b'), { type: 'edit-task', id: 't0', title: 'c' }]);
  expect(kept.tasks[0]).toMatchObject({ title: 'c', description: 'b' });
  expect(after([add('a'), describe('b'), describe(null)]).tasks[0]?.description).toBeNull();
});

test('TASK-2 a title may have 500 characters, and a task 1 or 99 pomodoros', () => {
  const title = 'x'.repeat(500);
  for (const estimate of [1, 99]) {
    const { tasks } = after([{ type: 'add-task', title, estimate }]);
    expect(tasks[0]).toMatchObject({ title, estimated_pomodoros: estimate });
  }
});

describe('TAG-4, TAG-5 tags', () => {
  const tagged = (...tags: string[]): TaskCommand => ({ type: 'edit-task', id: 't0', tags });

  test('TAG-4 are one field of a task, with a time of its own', () => {
    const added = after([{ ...add('a'), tags: ['home', 'reading'] }]).tasks[0];
    expect(added).toMatchObject({ tags: 'home reading', edited: { tags: 1000 } });
    const changed = after([add('a'), tagged('work')]).tasks[0];
    expect(changed).toMatchObject({ tags: 'work', edited: { tags: 1001 } });
    expect(after([add('a'), tagged('work'), tagged()]).tasks[0]).toMatchObject({ tags: '' });
    expect(after([add('a'), { type: 'edit-task', id: 't0', title: 'b' }]).tasks[0]).not.toHaveProperty(
      'tags',
    );
  });

  test.each([
    ['eleven', Array.from({ length: 11 }, (_, place) => `t${place}`)],
    ['a space', ['two words']],
    ['an upper case letter', ['Home']],
    ['nothing', ['']],
  ])('TAG-4 %s is refused', (_name, tags) => {
    const state = { ...after([add('a')]), now: 5, mayTag: true, id: 'x' };
    const refused = { ok: false, reason: 'bad_tags' };
    expect(editTasks({ ...add('b'), tags }, state)).toEqual(refused);
    expect(editTasks(tagged(...tags), state)).toEqual(refused);
  });

  test('TAG-5 are refused where the server has no place for them, and nothing else is', () => {
    const state = { ...after([add('a')]), now: 5, mayTag: false, id: 'x' };
    const refused = { ok: false, reason: 'server_keeps_no_tags' };
    expect(editTasks({ ...add('b'), tags: ['home'] }, state)).toEqual(refused);
    expect(editTasks(tagged('home'), state)).toEqual(refused);
    expect(editTasks({ type: 'edit-task', id: 't0', title: 'b' }, state)).toMatchObject({ ok: true });
  });
});

describe('TAG-14, TAG-15 tags of many tasks', () => {
  const rows = after([
    { ...add('a'), tags: ['home', 'reading'] },
    { ...add('b'), tags: ['reading'] },
    { ...add('c'), tags: ['work'] },
  ]);
  const state = { ...rows, now: 5000, mayTag: true, id: 'x' };
  const renaming: TaskCommand = {
    type: 'set-tags',
    tasks: [
      { id: 't0', from: ['home', 'reading'], to: ['home', 'books'] },
      { id: 't1', from: ['reading'], to: ['books'] },
    ],
  };
  const tagsAfter = (edit: Edit) => (edit.ok ? write(rows, edit.changes).tasks : []).map((one) => one.tags);

  test('TAG-14 all change at once, and nothing else of them', () => {
    const edit = editTasks(renaming, state);
    expect(edit).toMatchObject({
      changes: [
        { row: { id: 't0', title: 'a', tags: 'home books', edited: { tags: 5000 } } },
        { row: { id: 't1', title: 'b', tags: 'books', edited: { tags: 5000 } } },
      ],
    });
    expect(new Set(tagsAfter(edit))).toEqual(new Set(['books', 'home books', 'work']));
  });

  test('TAG-15 a task whose tags were edited meanwhile is left alone, and so is one that is gone', () => {
    const tasks = [
      { id: 't0', from: ['home'], to: ['books'] },
      { id: 'gone', from: ['home'], to: ['books'] },
      { id: 't2', from: ['work'], to: [] },
    ];
    expect(editTasks({ type: 'set-tags', tasks }, state)).toMatchObject({
      ok: true,
      changes: [{ row: { id: 't2', tags: '' } }],
    });
  });

  test('ENGINE-5 asked again it changes nothing', () => {
    const first = editTasks(renaming, state);
    const again = editTasks(renaming, { ...state, ...write(rows, first.ok ? first.changes : []) });
    expect(again).toEqual({ ok: true, changes: [] });
  });

  test('TAG-4 TAG-5 are refused as a whole', () => {
    const tasks = [
      { id: 't2', from: ['work'], to: [] },
      { id: 't1', from: ['reading'], to: ['Two words'] },
    ];
    expect(editTasks({ type: 'set-tags', tasks }, state)).toEqual({ ok: false, reason: 'bad_tags' });
    expect(editTasks(renaming, { ...state, mayTag: false })).toEqual({
      ok: false,
      reason: 'server_keeps_no_tags',
    });
  });
});

test('TASK-6 tasks with the same position stand in the order of their ids', () => {
  const [task] = after([add('a')]).tasks;
  const [a, b] = ['a', 'b'].map((id) => ({ ...task!, id }));
  expect(inListOrder([b!, a!]).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(inListOrder([a!, b!]).map(({ id }) => id)).toEqual(['a', 'b']);
});

test('TASK-3 an edit counts as later than the one before, also when the clock was set back', () => {
  const { tasks } = after([add('a'), { type: 'edit-task', id: 't0', title: 'b' }]);
  const edit = editTasks(
    { type: 'edit-task', id: 't0', title: 'c' },
    { tasks, user, now: 5, mayTag: true, id: 'x' },
  );
  expect(edit).toMatchObject({ changes: [{ row: { title: 'c', edited: { title: 1002 } } }] });
});

const currentIn = ({ tasks, user: owner }: Rows): string | null =>
  currentTask(readSettings(owner.pomodoro_settings).current_task, tasks);

const complete = (id: string): TaskCommand => ({ type: 'complete-task', id, done: true });
const remove = (id: string): TaskCommand => ({ type: 'delete-task', id, deleted: true });
const reopen = (id: string, wasCurrent = false): TaskCommand => ({
  type: 'complete-task',
  id,
  done: false,
  wasCurrent,
});
const restore = (id: string): TaskCommand => ({
  type: 'delete-task',
  id,
  deleted: false,
  wasCurrent: true,
});
const choose = (id: string | null): TaskCommand => ({ type: 'choose-task', id });

describe('TASK-4 after the current task was completed or deleted', () => {
  const three = [add('a'), add('b'), add('c')];

  test.each<[string, TaskCommand[], string | null]>([
    ['the next one in the list is current', [complete('t0')], 't1'],
    ['also where it was deleted', [remove('t0')], 't1'],
    ['after the last one the first', [choose('t2'), remove('t2')], 't0'],
    ['completed and deleted ones are passed over', [complete('t1'), complete('t0')], 't2'],
    [
      'in the order that the person gave them',
      [{ type: 'move-task', id: 't2', after: 't0' }, complete('t0')],
      't2',
    ],
    ['none is where nothing is left to do', [complete('t1'), complete('t2'), remove('t0')], null],
    ['none is where none was', [choose(null), complete('t0')], null],
    ['undo makes it current again', [complete('t0'), reopen('t0', true)], 't0'],
    ['undo of a deletion does, too', [remove('t0'), restore('t0')], 't0'],
    ['and the undo of the last one', [complete('t1'), complete('t2'), remove('t0'), restore('t0')], 't0'],
    ['undo leaves the task that was chosen since', [remove('t0'), choose('t2'), restore('t0')], 't2'],
    ['a task that is reopened later changes nothing', [complete('t0'), reopen('t0')], 't1'],
    ['unless none is current', [complete('t0'), complete('t1'), complete('t2'), reopen('t1')], 't1'],
  ])('TASK-4 %s', (_what, commands, current) => {
    const rows = after([...three, ...commands]);
    expect(currentIn(rows)).toBe(current);
    // Version 0.1.0 knows only what is stored.
    expect(rows.user.pomodoro_settings.current_task).toBe(current);
  });

  test('TASK-4 both are undone as a whole', () => {
    const done = after([add('a'), complete('t0')]);
    expect(done.tasks[0]?.completed_at).toBe(1001);
    expect(after([add('a'), complete('t0'), reopen('t0')]).tasks[0]?.completed_at).toBeNull();
    expect(titles(after([add('a'), remove('t0'), restore('t0')]))).toEqual(['a']);
  });

  test('TASK-4 a new task is current where all others are done', () => {
    expect(currentIn(after([add('a'), complete('t0'), add('b')]))).toBe('t2');
  });

  test('TASK-7 two devices apart that complete the task and the one after it agree on the third', () => {
    const before = after(three);
    const apart = (command: TaskCommand, now: number): Change[] => {
      const edit = editTasks(command, { ...before, now, mayTag: true, id: 'x' });
      return edit.ok ? edit.changes : [];
    };
    const here = apart(complete('t0'), 2000);
    const there = apart(complete('t1'), 3000);
    for (const changes of [
      [...here, ...there],
      [...there, ...here],
    ])
      expect(currentIn(write(before, changes))).toBe('t2');
  });
});

test('TASK-5 a move puts a task right behind the one that it names, whatever was moved before', () => {
  const move = fc.record({ moved: fc.nat(4), after: fc.option(fc.nat(4)) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      let rows = after(['a', 'b', 'c', 'd', 'e'].map(add));
      let model = ['a', 'b', 'c', 'd', 'e'];
      const byTitle = new Map(rows.tasks.map(({ title, id }) => [title, id]));
      const names = ['a', 'b', 'c', 'd', 'e'];
      for (const { moved, after: behind } of moves) {
        if (moved === behind) continue;
        const title = names[moved] ?? 'a';
        const target = behind === null ? null : (names[behind] ?? 'a');
        const command: TaskCommand = {
          type: 'move-task',
          id: byTitle.get(title) ?? '',
          after: target === null ? null : (byTitle.get(target) ?? ''),
        };
        const edit = editTasks(command, { ...rows, now: 2000, mayTag: true, id: 'x' });
        rows = write(rows, edit.ok ? edit.changes : []);
        model = model.filter((name) => name !== title);
        model.splice(target === null ? 0 : model.indexOf(target) + 1, 0, title);
      }
      expect(titles(rows)).toEqual(model);
    }),
  );
});

test('TASK-6 a position that another program wrote never makes a move fail', () => {
  const { tasks } = after([add('a'), add('b'), add('c')]);
  const odd = tasks.map((task) => ({ ...task, position: '~' }));
  const edit = editTasks(
    { type: 'move-task', id: 't2', after: null },
    { tasks: odd, user, now: 1, mayTag: true, id: 'x' },
  );
  const rows = write({ tasks: odd, user }, edit.ok ? edit.changes : []);
  expect(titles(rows)[0]).toBe('c');
});

test.each<TaskCommand>([add('d'), { type: 'move-task', id: 't0', after: 't2' }])(
  'TASK-20 positions of two hundred characters are made anew by $type, in the same order',
  (command) => {
    const { tasks } = after([add('a'), add('b'), add('c')]);
    const long = tasks.map((task, place) => ({ ...task, position: `${'z'.repeat(199)}${place + 1}` }));
    const edit = editTasks(command, { tasks: long, user, now: 1, mayTag: true, id: 't3' });
    const rows = write({ tasks: long, user }, edit.ok ? edit.changes : []);
    expect(titles(rows)).toEqual(command.type === 'add-task' ? ['a', 'b', 'c', 'd'] : ['b', 'c', 'a']);
    for (const { position } of rows.tasks) expect(position.length).toBeLessThanOrEqual(100);
  },
);

test('TASK-4 a task is chosen to be the current one, or none is', () => {
  const chosen = after([add('a'), add('b'), { type: 'choose-task', id: 't1' }]);
  expect(chosen.user.pomodoro_settings.current_task).toBe('t1');
  const none = after([add('a'), { type: 'choose-task', id: null }]);
  expect(none.user.pomodoro_settings.current_task).toBeNull();
  const state = { tasks: none.tasks, user: none.user, now: 9, mayTag: true, id: 'x' };
  expect(editTasks({ type: 'choose-task', id: 'gone' }, state)).toEqual({
    ok: false,
    reason: 'unknown_task',
  });
});

test('TASK-4 a task that is completed leaves another one the current one', () => {
  const rows = after([add('a'), add('b'), { type: 'complete-task', id: 't1', done: true }]);
  expect(rows.user.pomodoro_settings.current_task).toBe('t0');
});

test('TASK-2 an edit is refused for the same reasons as a new task', () => {
  const { tasks } = after([add('a')]);
  const state = { tasks, user, now: 9, mayTag: true, id: 'x' };
  expect(editTasks({ type: 'edit-task', id: 't0', title: ' ' }, state)).toEqual({
    ok: false,
    reason: 'bad_title',
  });
  expect(editTasks({ type: 'edit-task', id: 't0', estimate: 0 }, state)).toEqual({
    ok: false,
    reason: 'bad_estimate',
  });
});
