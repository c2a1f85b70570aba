import type { Settings } from './settings.ts';

/** What has to be known of a task to say which one is the current one. */
export interface ListedTask {
  id: string;
  /** A fractional index: the list has the tasks in the order of these by code unit, then of their ids. */
  position: string;
  completed_at: number | null;
  deleted_at: number | null;
  is_active: boolean;
}

export function isToDo({ completed_at, deleted_at, is_active }: ListedTask): boolean {
  return completed_at === null && deleted_at === null && is_active;
}

export function compareInList(a: ListedTask, b: ListedTask): number {
  return byText(a.position, b.position) || byText(a.id, b.id);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The task that the next focus session is for: the `chosen` one. If that is not to do any more, it is the next one in
 * the list that is, and after the last one the first. Every device computes the same from the same tasks, so nothing
 * has to be written where one device completes the task that another one chose.
 */
export function currentTask(chosen: string | null, tasks: readonly ListedTask[]): string | null {
  const task = chosen === null ? undefined : tasks.find(({ id }) => id === chosen);
  if (!task || isToDo(task)) return task?.id ?? null;
  let first: ListedTask | undefined;
  let next: ListedTask | undefined;
  for (const other of tasks) {
    if (!isToDo(other)) continue;
    if (!first || compareInList(other, first) < 0) first = other;
    if (compareInList(other, task) > 0 && (!next || compareInList(other, next) < 0)) next = other;
  }
  return (next ?? first)?.id ?? null;
}

/** The settings with the current task of these tasks instead of the one that was chosen. */
export function withCurrentTask(settings: Settings, tasks: readonly ListedTask[]): Settings {
  const current_task = currentTask(settings.current_task, tasks);
  return current_task === settings.current_task ? settings : { ...settings, current_task };
}
