import type { Change, Task, User } from '../../store/rows.ts';
import { hasTags } from '../../tags/retag.ts';
import { mostTags, storedTags, tagOf } from '../../tags/tags.ts';
import { currentTask, isToDo } from '../../timer/current-task.ts';
import { readSettings } from '../../timer/settings.ts';
import type { EngineReason } from './answer.ts';
import type { HandlersOf } from './command-map.ts';
import type { TaskCommands } from './commands.ts';
import { type Edit, withKeys } from './edit-settings.ts';
import { stamped } from './stamp-edits.ts';
import { inListOrder, placeBehind } from './task-order.ts';

export interface TaskState {
  /** All tasks, deleted ones included. */
  tasks: readonly Task[];
  user: User;
  /** Corrected time, milliseconds. */
  now: number;
  /** Id for a new task. */
  id: string;
  /** Whether the server has a place for tags. */
  mayTag: boolean;
}

type Mark = 'completed_at' | 'deleted_at';

const longestTitle = 500;
const mostPomodoros = 99;

/** The edit that each command on tasks makes. */
export const taskEdits: HandlersOf<TaskCommands, Edit, [TaskState]> = {
  'add-task': ({ title, estimate, tags = [] }, state) => addTask(title, estimate, tags, state),

  'choose-task'({ id }, state) {
    const choose = (current: string | null): Edit => ({
      ok: true,
      changes: [withKeys(state.user, { current_task: current }, state.now)],
    });
    return id === null ? choose(null) : onTask(id, state, () => choose(id));
  },

  'complete-task': ({ id, done, wasCurrent = false }, state) =>
    onTask(id, state, (task) =>
      done ? takeAway(task, 'completed_at', state) : bringBack(task, 'completed_at', wasCurrent, state),
    ),

  'delete-task': ({ id, deleted, wasCurrent = false }, state) =>
    onTask(id, state, (task) =>
      deleted ? takeAway(task, 'deleted_at', state) : bringBack(task, 'deleted_at', wasCurrent, state),
    ),

  'move-task': ({ id, after }, state) =>
    onTask(id, state, (task) => {
      const places = placeBehind(after, task, state.tasks);
      return {
        ok: true,
        changes: places.map((one) => edited(one.task, { position: one.position }, state.now)),
      };
    }),

  'edit-task': ({ id, title, description, estimate, tags }, state) =>
    onTask(id, state, (task) => {
      const fields = {
        title: (title ?? task.title).trim(),
        description: description === undefined ? task.description : description,
        estimated_pomodoros: estimate ?? task.estimated_pomodoros,
        ...(tags && storedTags(tags) !== (task.tags ?? '') && { tags: storedTags(tags) }),
      };
      const wrong = wrongIn(fields.title, fields.estimated_pomodoros) ?? wrongInTags(tags, state);
      if (wrong) return refuse(wrong);
      return { ok: true, changes: [edited(task, fields, state.now)] };
    }),

  'set-tags'({ tasks: retags }, state) {
    if (!state.mayTag) return refuse('server_keeps_no_tags');
    const wrong = retags.map(({ to }) => wrongInTags(to, state)).find((reason) => reason !== null);
    if (wrong) return refuse(wrong);
    const byId = new Map(retags.map((retag) => [retag.id, retag]));
    return {
      ok: true,
      changes: state.tasks.flatMap((task) => {
        const retag = byId.get(task.id);
        if (!retag || !hasTags(task, retag.from) || hasTags(task, retag.to)) return [];
        return edited(task, { tags: storedTags(retag.to) }, state.now);
      }),
    };
  },
};

function onTask(id: string, { tasks }: TaskState, edit: (task: Task) => Edit): Edit {
  const task = tasks.find((one) => one.id === id);
  return task ? edit(task) : refuse('unknown_task');
}

/**
 * After the current task is completed or deleted, the next one is current. Version 0.1.0 knows only what is stored, so
 * that is written, too.
 */
function takeAway(task: Task, mark: Mark, state: TaskState): Edit {
  const { tasks, user, now } = state;
  if (task[mark] !== null) return { ok: true, changes: [] };
  const marked = edited(task, { [mark]: now }, now);
  if (currentOf(state) !== task.id) return { ok: true, changes: [marked] };
  const others = tasks.map((one) => (one.id === task.id ? marked.row : one));
  return { ok: true, changes: [marked, withKeys(user, { current_task: currentTask(task.id, others) }, now)] };
}

/**
 * A task that comes back is the current one again, if `wasCurrent` and nobody has chosen another one since. It is also
 * current where none is.
 */
function bringBack(task: Task, mark: Mark, wasCurrent: boolean, state: TaskState): Edit {
  const { tasks, user, now } = state;
  const back = edited(task, { [mark]: null }, now);
  const current = currentOf(state);
  const hasLed = wasCurrent && current === currentTask(task.id, tasks);
  const isChosen = isToDo(back.row) && (current === null || hasLed);
  return { ok: true, changes: isChosen ? [back, withKeys(user, { current_task: task.id }, now)] : [back] };
}

function currentOf({ tasks, user }: TaskState): string | null {
  return currentTask(readSettings(user.pomodoro_settings).current_task, tasks);
}

function addTask(title: string, estimate: number, tags: readonly string[], state: TaskState): Edit {
  const { tasks, user, now, id } = state;
  const wrong = wrongIn(title, estimate) ?? wrongInTags(tags, state);
  if (wrong) return refuse(wrong);
  const task: Task = {
    id,
    title: title.trim(),
    description: null,
    estimated_pomodoros: estimate,
    created_at: now,
    completed_at: null,
    is_active: true,
    position: '',
    deleted_at: null,
    // A server of an earlier version forgets tags. Their time says that they are news to it once it has a place for them.
    ...(tags.length > 0 ? { tags: storedTags(tags), edited: { tags: now } } : { edited: {} }),
  };
  // The first thing that somebody writes down is what they are going to work on.
  const chosen = currentOf(state) === null ? [withKeys(user, { current_task: id }, now)] : [];
  const placed = placeBehind(inListOrder(tasks).at(-1)?.id ?? null, task, tasks).map((one): Change =>
    one.task === task
      ? { table: 'tasks', row: { ...task, position: one.position } }
      : edited(one.task, { position: one.position }, now),
  );
  return { ok: true, changes: [...placed, ...chosen] };
}

function wrongIn(title: string, estimate: number): EngineReason | null {
  const length = title.trim().length;
  if (length === 0 || length > longestTitle || title.includes('\0')) return 'bad_title';
  return Number.isInteger(estimate) && estimate >= 1 && estimate <= mostPomodoros ? null : 'bad_estimate';
}

function wrongInTags(tags: readonly string[] = [], { mayTag }: TaskState): EngineReason | null {
  if (tags.length > mostTags || tags.some((tag) => tagOf(tag) !== tag)) return 'bad_tags';
  return tags.length > 0 && !mayTag ? 'server_keeps_no_tags' : null;
}

/** The row with those fields that really change, each stamped with the time of its edit. */
function edited(task: Task, fields: Partial<Task>, now: number): Change & { table: 'tasks' } {
  const changed = Object.entries(fields).filter(([key, value]) => task[key as keyof Task] !== value);
  return {
    table: 'tasks',
    row: {
      ...task,
      ...Object.fromEntries(changed),
      edited: stamped(
        task.edited,
        changed.map(([key]) => key),
        now,
      ),
    },
  };
}

function refuse(reason: EngineReason): Edit {
  return { ok: false, reason };
}
