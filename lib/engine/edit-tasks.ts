import { generateKeyBetween } from 'fractional-indexing';
import type { Command } from '../messages/command.ts';
import type { Reason } from '../messages/answer.ts';
import type { Change, Task, User } from '../store/rows.ts';
import { stamped } from './stamp-edits.ts';
import { type Edit, withKeys } from './edit-settings.ts';

export type TaskCommand = Extract<
  Command,
  { type: 'add-task' | 'edit-task' | 'choose-task' | 'complete-task' | 'delete-task' | 'move-task' }
>;

export interface TaskDesk {
  /** All tasks, deletion marks included. */
  tasks: readonly Task[];
  user: User;
  /** Corrected time, milliseconds. */
  now: number;
  /** Id for a task to be made. */
  id: string;
}

const longestTitle = 500;
const mostPomodoros = 99;

/** Turns a command about tasks into the rows to record, or says what is wrong with it. */
export function editTasks(command: TaskCommand, desk: TaskDesk): Edit {
  const { tasks, user, now } = desk;
  if (command.type === 'add-task') return addTask(command.title, command.estimate, desk);
  if (command.type === 'choose-task' && command.id === null) {
    return { ok: true, changes: [withKeys(user, { current_task: null }, now)] };
  }
  const task = tasks.find(({ id }) => id === command.id);
  if (!task) return refuse('unknown_task');
  switch (command.type) {
    case 'choose-task':
      return { ok: true, changes: [withKeys(user, { current_task: task.id }, now)] };
    case 'complete-task': {
      const done = edited(task, { completed_at: command.done ? now : null }, now);
      return { ok: true, changes: [done, ...(command.done ? released(task, user, now) : [])] };
    }
    case 'delete-task': {
      const gone = edited(task, { deleted_at: command.deleted ? now : null }, now);
      return { ok: true, changes: [gone, ...(command.deleted ? released(task, user, now) : [])] };
    }
    case 'move-task':
      return { ok: true, changes: [edited(task, { position: behind(command.after, task, tasks) }, now)] };
    case 'edit-task': {
      const {
        title = task.title,
        description = task.description,
        estimate = task.estimated_pomodoros,
      } = command;
      const wrong = wrongIn(title, estimate);
      if (wrong) return refuse(wrong);
      const fields = { title: title.trim(), description, estimated_pomodoros: estimate };
      return { ok: true, changes: [edited(task, fields, now)] };
    }
  }
}

/** Open tasks in the order of the list: by position, then by id where two devices chose the same one. */
export function inListOrder(tasks: readonly Task[]): Task[] {
  const open = tasks.filter((task) => task.deleted_at === null);
  return open.sort((a, b) => compare(a.position, b.position) || compare(a.id, b.id));
}

function addTask(title: string, estimate: number, { tasks, user, now, id }: TaskDesk): Edit {
  const wrong = wrongIn(title, estimate);
  if (wrong) return refuse(wrong);
  const task: Task = {
    id,
    title: title.trim(),
    description: null,
    estimated_pomodoros: estimate,
    created_at: now,
    completed_at: null,
    is_active: true,
    position: between(inListOrder(tasks).at(-1)?.position ?? null, null),
    deleted_at: null,
    edited: {},
  };
  // The first thing that somebody writes down is what they are going to work on.
  const isOnlyOne = (user.pomodoro_settings.current_task ?? null) === null;
  const chosen = isOnlyOne ? [withKeys(user, { current_task: id }, now)] : [];
  return { ok: true, changes: [{ table: 'tasks', row: task }, ...chosen] };
}

function wrongIn(title: string, estimate: number): Reason | null {
  const length = title.trim().length;
  if (length === 0 || length > longestTitle || title.includes('\0')) return 'bad_title';
  return Number.isInteger(estimate) && estimate >= 1 && estimate <= mostPomodoros ? null : 'bad_estimate';
}

/** The row with those fields that really change, each stamped with the time of its edit. */
function edited(task: Task, fields: Partial<Task>, now: number): Change {
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

/** A task that is done or gone is no longer the current one. */
function released(task: Task, user: User, now: number): Change[] {
  return user.pomodoro_settings.current_task === task.id ? [withKeys(user, { current_task: null }, now)] : [];
}

function behind(after: string | null, moved: Task, tasks: readonly Task[]): string {
  const others = inListOrder(tasks).filter(({ id }) => id !== moved.id);
  const index = after === null ? -1 : others.findIndex(({ id }) => id === after);
  return between(others[index]?.position ?? null, others[index + 1]?.position ?? null);
}

/**
 * A key between two others. Rows that came in by other doors may hold what is no fractional index, and two devices
 * may have made the same one: then the key goes to the end of what there is, or past the twin.
 */
function between(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after);
  } catch {
    return before === null ? 'Zz' : `${before}V`;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refuse(reason: Reason): Edit {
  return { ok: false, reason };
}
