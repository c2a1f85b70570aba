import type { Task } from '../store/rows.ts';
import { storedTags, tagsOf } from './tags.ts';

/** Other tags for a task, if it still has those in `from`. */
export interface Retag {
  id: string;
  from: string[];
  to: string[];
}

/** How many tasks have each tag. Completed and deleted tasks count too, as they do in the statistics. */
export function tagCounts(tasks: readonly Task[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const tag of tasks.flatMap(tagsOf)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
}

/** Gives one tag of all tasks another name, or takes it away where that is null. A task that has both tags keeps one. */
export function retagAll(tasks: readonly Task[], tag: string, name: string | null): Retag[] {
  return tasks.flatMap((task) => {
    const from = tagsOf(task);
    if (!from.includes(tag)) return [];
    const to = new Set(from.flatMap((own) => (own === tag ? (name ?? []) : own)));
    return { id: task.id, from, to: [...to] };
  });
}

/** What takes these changes back. */
export function invertRetags(retags: readonly Retag[]): Retag[] {
  return retags.map(({ id, from, to }) => ({ id, from: to, to: from }));
}

/** Whether a task has these tags, in this order. */
export function hasTags(task: Task, tags: readonly string[]): boolean {
  return storedTags(tagsOf(task)) === storedTags(tags);
}
